import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { ByteMeter } from './byte-meter.ts'
import type { Cancellation } from './cancellation.ts'

/** A statement's text, and the name under which the server keeps it prepared (PostgreSQL only; PGlite parses anew). */
export type Statement = { readonly text: string; readonly name?: string }

/**
 * Whatever can run one statement: a database, or a transaction of it.
 *
 * Values come back as text wherever JavaScript would lose something: `bigint` and `numeric` as decimal strings,
 * `timestamptz` as ISO 8601 in UTC with all six digits (`2026-04-02T10:00:00.123456Z`). `json` and `jsonb` are parsed,
 * arrays are arrays.
 */
export interface Queryable {
  /**
   * Runs one statement. At the deadline (of `performance.now()`) it fails with a `DeadlineError`, and when the request is
   * cancelled, with a `CancelledError`; PostgreSQL is told to cancel it then, while PGlite, which blocks the process, only
   * begins none after that. Rows that are too large for the meter fail it with a `ByteLimitError`: PostgreSQL is told to
   * cancel it as they arrive, while PGlite returns all rows first.
   */
  query<Row extends object>(
    statement: Statement | string,
    values?: readonly unknown[],
    deadline?: number,
    cancellation?: Cancellation,
    meter?: ByteMeter,
  ): Promise<Row[]>
}

/** A transaction: what runs in it happens together or not at all. */
export type Transaction = Queryable & {
  /** Runs a whole script, several statements with `$$` bodies included, as one simple query. */
  script(sql: string): Promise<void>
}

/** One connection, outside any transaction. */
export type Session = Transaction & Pick<Database, 'transaction'>

/** How the connections of a pool stand, and whether signals come in. */
export type Connections = {
  readonly open: number
  readonly idle: number
  /** Statements that wait for a connection. */
  readonly waiting: number
  readonly listening: boolean
}

/**
 * The one database of a process, PGlite or PostgreSQL, behind the few things both can do.
 * Nothing outside `src/data` knows which of the two it is, except to say so to people.
 */
export interface Database extends Queryable {
  readonly kind: 'pglite' | 'postgres'
  /** Where it is, for people: the folder, or host, port and database name. Never a password. */
  readonly label: string
  /**
   * For statements that only read and hold no locks: they share connections with others, so that many cost less, and are
   * sent once more where a connection breaks.
   */
  readonly reads: Queryable
  /** For Prisma Client: shares the pool (PostgreSQL) or the one connection (PGlite). */
  readonly adapter: SqlDriverAdapterFactory
  /** Runs a whole script, several statements with `$$` bodies included, as one simple query on one connection. */
  script(sql: string): Promise<void>
  /**
   * Runs `work` in one transaction on one connection: commits when it resolves, rolls back when it throws. Where the schema
   * changed under its prepared statements, it is rolled back and `work` runs again.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>
  /**
   * Runs `work` on one connection outside any transaction, without a limit to a statement's time. On PostgreSQL it is a
   * connection of its own, closed afterwards, so that settings and locks of the session end with it.
   */
  session<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
  /**
   * Hears NOTIFY on a channel, on a connection of its own that is opened with the first listener and comes back by itself.
   * `onConnect` runs each time listening (re)starts: signals sent before it may have been missed.
   */
  listen(
    channel: string,
    onSignal: (payload: string) => void,
    onConnect?: () => void,
  ): Promise<() => Promise<void>>
  /** Absent where there is no pool. */
  connections?(): Connections
  close(): Promise<void>
}
