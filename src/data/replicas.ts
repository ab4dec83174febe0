import { ByteLimitError } from './byte-meter.ts'
import { CancelledError } from './cancellation.ts'
import type { Queryable } from './database.ts'
import { DeadlineError } from './deadline.ts'
import { repeats, routes } from './diagnostics.ts'
import { type LastWrites, rememberWrites } from './last-writes.ts'
import { openPostgres, type PostgresOptions } from './postgres.ts'
import { maxLagMs, type OnChange, Replica } from './replica.ts'
import { hasSqlState } from './sql-states.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

/** Configuration of the replicas. */
export type ReplicasConfig = Omit<PostgresOptions, 'databaseUrl' | 'listenUrl' | 'isReplica' | 'onError'> & {
  readonly replicaUrls: readonly string[]
  /** The Redis through which gateways share the times of writes. */
  readonly redisUrl: string | undefined
}

/** The streaming replicas of a database. */
export class Replicas {
  readonly #replicas: readonly Replica[]
  readonly #primary: Queryable
  readonly #writes: LastWrites

  constructor(replicas: readonly Replica[], primary: Queryable, writes: LastWrites) {
    this.#replicas = replicas
    this.#primary = primary
    this.#writes = writes
  }

  /** Records a write of the viewer: until it is replayed, no replica serves this viewer. Never rejects. */
  wrote(viewer: string): Promise<void> {
    return this.#writes.note(viewer)
  }

  /**
   * Chooses a server for all reads of one request that has all of the viewer's writes; usually the same one
   * per viewer, so that reads are monotonic. Never rejects.
   */
  async readerFor(viewer: string | undefined): Promise<Queryable> {
    // All are checked, because `has` triggers the lag check.
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

/** Opens replicas; they are connected on first use, and an unreachable one is not used. */
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
  // After this time, every usable replica has replayed the write.
  const memoryMs = 2 * maxLagMs
  return new Replicas(replicas, primary, rememberWrites({ redisUrl, memoryMs, onError }))
}

/**
 * Reads from a replica until a statement fails there (recovery conflict, lost connection, or any other
 * difference). That statement and all later ones are then sent to the primary.
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
        if (error instanceof DatabaseUnavailableError) replica.markStale()
        server = primary
        repeats.publish(1)
        return primary.query<Row>(...sent)
      }
    },
  }
}

/** True after a timeout: the primary would not be faster. */
function tookTooLong(error: unknown): boolean {
  return error instanceof DeadlineError || hasSqlState(error, 'cancelled')
}
