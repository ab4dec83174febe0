import type { ByteMeter } from './byte-meter.ts'
import type { Cancellation } from './cancellation.ts'

/**
 * A statement's text, and the name of its prepared statement (PostgreSQL only; PGlite parses it each time).
 */
export type Statement = { readonly text: string; readonly name?: string }

/**
 * Runs single statements: a database or a transaction. Values that JavaScript cannot represent are returned
 * as text: `bigint` and `numeric` as decimal strings, `timestamptz` as ISO 8601 in UTC with six fractional
 * digits (`2026-04-02T10:00:00.123456Z`). `json` and `jsonb` are parsed, arrays are arrays.
 */
export interface Queryable {
  /**
   * Runs one statement. Rejects with `DeadlineError` at the deadline (of `performance.now()`), with
   * `CancelledError` if the request is cancelled, and with `ByteLimitError` if the rows exceed the meter's
   * limit. PostgreSQL then cancels the statement. PGlite completes a statement that runs, in its own thread: the
   * caller waits for it only outside transactions and `reads`, where it may be a write that takes effect.
   */
  query<Row extends object>(
    statement: Statement | string,
    values?: readonly unknown[],
    deadline?: number,
    cancellation?: Cancellation,
    meter?: ByteMeter,
  ): Promise<Row[]>
}

/** A transaction: its statements are committed together or not at all. */
export type Transaction = Queryable & {
  /** Runs a script of several statements, `$$` bodies included, as one simple query. */
  script(sql: string): Promise<void>
}

/** A single connection outside any transaction. */
export type Session = Transaction & Pick<Database, 'transaction'>

/** The state of the connection pool and of the listener. */
export type Connections = {
  readonly open: number
  readonly idle: number
  /** Statements waiting for a connection. */
  readonly waiting: number
  readonly listening: boolean
}

/**
 * The database of a process, PGlite or PostgreSQL, behind their common operations. Only `src/data` and
 * messages for people depend on which of the two it is.
 */
export interface Database extends Queryable {
  readonly kind: 'pglite' | 'postgres'
  /** The folder, or host, port and database name, without the password. */
  readonly label: string
  /**
   * Runs read-only statements without locks on shared (pipelined) connections; they are retried once on a
   * broken connection. PGlite has one connection for everything.
   */
  readonly reads: Queryable
  /** Runs a script of several statements, `$$` bodies included, as one simple query on one connection. */
  script(sql: string): Promise<void>
  /**
   * Runs `work` in one transaction: commits when it resolves, rolls back when it throws. If a schema change
   * invalidated its prepared statements, it is rolled back and `work` runs again.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>
  /**
   * Runs `work` on one connection outside any transaction, without a statement timeout. On PostgreSQL the
   * connection is opened for it and closed afterwards, so that session settings and locks end with it.
   */
  session<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
  /**
   * Listens on a NOTIFY channel, on a dedicated connection that opens with the first listener and reconnects
   * automatically. `onConnect` runs whenever listening (re)starts: notifications sent before may have been
   * missed.
   */
  listen(
    channel: string,
    onSignal: (payload: string) => void,
    onConnect?: () => void,
  ): Promise<() => Promise<void>>
  /** Absent if there is no pool. */
  connections?(): Connections
  close(): Promise<void>
}
