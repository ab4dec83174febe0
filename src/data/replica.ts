import type { Database, Queryable } from './database.ts'
import { within } from './deadline.ts'

/** A replica with a greater lag is not used, in milliseconds. */
export const maxLagMs = 10_000
/** Interval of the lag checks while there are reads, and deadline of a check. */
const pauseMs = 500
const deadlineMs = 2_000
/** WAL positions of the primary that the replica has not replayed yet, bounded by the maximum lag. */
const maxPendingPositions = (2 * maxLagMs) / pauseMs

const replicaStatement = {
  name: 'replica_replayed',
  text: `select pg_is_in_recovery() as "isReplica", (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::text as replayed,
  (select system_identifier from pg_control_system())::text as cluster`,
}
// Replicas receive flushed WAL. A synchronous commit is flushed when acknowledged; an asynchronous one within
// three rounds of the WAL writer.
const primaryStatement = {
  name: 'primary_written',
  text: `select (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::text as written,
  case current_setting('synchronous_commit') when 'off'
    then 3000 * extract(epoch from current_setting('wal_writer_delay')::interval) else 0 end::float8 as "lateMs",
  (select system_identifier from pg_control_system())::text as cluster`,
}

type Replayed = { readonly isReplica: boolean; readonly replayed: string | null; readonly cluster: string }
type Written = { readonly written: string; readonly lateMs: number; readonly cluster: string }
/** Everything committed before `at` is within the first `written` bytes of the primary's WAL. */
type Mark = { readonly at: number; readonly written: number }

/** Called with the reason when a replica is no longer used, and with null when it is used again. */
export type OnChange = (replica: string, reason: string | null) => void

/** A streaming replica and its lag. The lag is checked in the background, and only while there are reads. */
export class Replica {
  readonly database: Database
  readonly #primary: Queryable
  readonly #onChange: OnChange
  #asOf = Number.NEGATIVE_INFINITY
  #marks: Mark[] = []
  #lookedAt = Number.NEGATIVE_INFINITY
  #looking: Promise<void> | undefined
  #reason: string | null = null

  constructor(database: Database, primary: Queryable, onChange: OnChange) {
    this.database = database
    this.#primary = primary
    this.#onChange = onChange
  }

  /**
   * True if everything committed before a time (of `performance.now()`) has been replayed, and the lag is
   * within bounds.
   */
  has(moment: number): boolean {
    const now = performance.now()
    if (!this.#looking && now - this.#lookedAt > pauseMs) this.#looking = this.#look()
    return this.#asOf > Math.max(moment, now - maxLagMs)
  }

  /** Stops using the replica until it has answered a check. */
  markStale(): void {
    this.#asOf = Number.NEGATIVE_INFINITY
  }

  async close(): Promise<void> {
    await this.#looking
    await this.database.close()
  }

  async #look(): Promise<void> {
    this.#lookedAt = performance.now()
    try {
      const deadline = this.#lookedAt + deadlineMs
      // The statement's own deadline does not cover the wait for a connection.
      const asked = this.database.query<Replayed>(replicaStatement, [], deadline)
      const [replica] = await within<Replayed[]>(deadline, (...settle) => void asked.then(...settle))
      await this.#compare(replica)
    } catch (error) {
      this.markStale()
      this.#report((error as Error).message)
    } finally {
      this.#looking = undefined
    }
  }

  async #compare(replica: Replayed | undefined): Promise<void> {
    const now = performance.now()
    const [primary] = await this.#primary.query<Written>(primaryStatement).catch(() => [])
    // Without the primary's position there is nothing to compare; the last result remains valid for the
    // maximum lag.
    if (!replica || !primary) return
    const [replayed, written] = [Number(replica.replayed), Number(primary.written)]
    const isFollower = replica.isReplica && replica.cluster === primary.cluster && replayed <= written
    if (!isFollower) throw new Error('It is not a replica of this database (any more).')
    this.#marks.push({ at: now - primary.lateMs, written })
    const reached = this.#marks.findLast((mark) => mark.written <= replayed)
    if (reached) this.#asOf = reached.at
    this.#marks = this.#marks.filter((mark) => mark.written > replayed).slice(-maxPendingPositions)
    const [next] = this.#marks
    if (now - this.#asOf < maxLagMs) this.#report(null)
    else if (next && now - next.at > maxLagMs)
      this.#report(`It is more than ${maxLagMs / 1000} seconds behind.`)
  }

  #report(reason: string | null): void {
    if (reason === this.#reason) return
    this.#reason = reason
    this.#onChange(this.database.label, reason)
  }
}
