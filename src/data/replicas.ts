import { ByteLimitError } from './byte-meter.ts'
import { CancelledError } from './cancellation.ts'
import type { Queryable } from './database.ts'
import { DeadlineError } from './deadline.ts'
import { repeats, routes } from './diagnostics.ts'
import { type LastWrites, rememberWrites } from './last-writes.ts'
import { openPostgres, type PostgresOptions } from './postgres.ts'
import { maxLagMs, type OnChange, Replica } from './replica.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

export type ReplicasConfig = Omit<PostgresOptions, 'databaseUrl' | 'listenUrl' | 'isReplica' | 'onError'> & {
  readonly replicaUrls: readonly string[]
  /** Where the gateways tell each other who wrote. */
  readonly redisUrl: string | undefined
}

/** SQLSTATE of a statement that took longer than one may: elsewhere it would, too. */
const cancelled = '57014'

/** The streaming replicas of a database, as far as they may answer what is asked. */
export class Replicas {
  readonly #replicas: readonly Replica[]
  readonly #primary: Queryable
  readonly #writes: LastWrites

  constructor(replicas: readonly Replica[], primary: Queryable, writes: LastWrites) {
    this.#replicas = replicas
    this.#primary = primary
    this.#writes = writes
  }

  /** Notes that a viewer wrote: until it is known to be there, no replica answers this viewer. Never rejects. */
  wrote(viewer: string): Promise<void> {
    return this.#writes.note(viewer)
  }

  /**
   * A server for all the reads of one request, on which everything is that this viewer wrote; mostly the same one for the
   * same viewer, so that time does not run back and forth. Never rejects.
   */
  async readerFor(viewer: string | undefined): Promise<Queryable> {
    // Asked of each, since that is what makes it be looked at.
    const fresh = this.#replicas.map((replica) => replica.has(0))
    const written = viewer !== undefined && fresh.includes(true) ? await this.#writes.before(viewer) : 0
    const count = this.#replicas.length
    const first =
      viewer === undefined ? Math.floor(Math.random() * count) : Number.parseInt(viewer.slice(0, 8), 16)
    for (let i = 0; i < count; i += 1) {
      const replica = this.#replicas[(first + i) % count]
      if (!replica?.has(written)) continue
      routes.publish('replica')
      return withPrimaryBehind(replica, this.#primary)
    }
    routes.publish('primary')
    return this.#primary
  }

  async close(): Promise<void> {
    this.#writes.close()
    await Promise.all(this.#replicas.map((replica) => replica.close()))
  }
}

/** Connects to replicas when they are first needed; one that is away, or is none, does no harm. */
export function openReplicas(
  { replicaUrls, redisUrl, ...options }: ReplicasConfig,
  primary: Queryable,
  onChange: OnChange,
  onError: (error: Error) => void,
): Replicas {
  const replicas = replicaUrls.map(
    (databaseUrl) =>
      new Replica(openPostgres({ ...options, databaseUrl, isReplica: true, onError }), primary, onChange),
  )
  // By then, a write is on every replica that may answer.
  const memoryMs = 2 * maxLagMs
  return new Replicas(replicas, primary, rememberWrites({ redisUrl, memoryMs, onError }))
}

/**
 * Reads from a replica until a statement fails there: because it stood in the way of what was to be replayed, because the
 * replica went away, or for whatever else may be different there. The primary answers it then, and all that follows.
 */
function withPrimaryBehind(replica: Replica, primary: Queryable): Queryable {
  let server: Queryable = replica.database.reads
  return {
    async query<Row extends object>(...sent: Parameters<Queryable['query']>) {
      if (server === primary) return primary.query<Row>(...sent)
      try {
        return await server.query<Row>(...sent)
      } catch (error) {
        const isOfRequest = error instanceof CancelledError || error instanceof ByteLimitError
        if (isOfRequest || tookTooLong(error)) throw error
        if (error instanceof DatabaseUnavailableError) replica.doubt()
        server = primary
        repeats.publish(1)
        return primary.query<Row>(...sent)
      }
    },
  }
}

function tookTooLong(error: unknown): boolean {
  return (
    error instanceof DeadlineError || (error instanceof Error && 'code' in error && error.code === cancelled)
  )
}
