import type { Logger } from 'pino'
import { accessRulesFor } from '../auth/access.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Limits } from '../config/limits.ts'
import type { Cursors } from '../data/batching/cursor.ts'
import { Loaders } from '../data/batching/loaders.ts'
import type { Cancellation } from '../data/cancellation.ts'
import type { Features } from '../data/compare-catalog.ts'
import type { Database, Queryable, Statement } from '../data/database.ts'
import type { Replicas } from '../data/replicas.ts'
import { type HeldBytes, RequestBytes } from '../data/request-bytes.ts'
import type { RunCanceller } from '../data/run-canceller.ts'
import { fallbacksFor } from '../data/table-fallbacks.ts'
import type { Live } from '../live/live.ts'
import { AnswerSize } from './answer-size.ts'
import { LimitError } from './errors.ts'

/** What every request shares: made once by `compose`. */
export type Services = {
  readonly database: Database
  readonly cursors: Cursors
  /** Where subscriptions get their events from. */
  readonly live: Live
  /** What this revision of the database has; every table, unless said otherwise. */
  readonly features?: Features
  /** How much one request may read, and how long it may take; no bound where absent. */
  readonly limits?: Pick<
    Limits,
    'rows' | 'requestMs' | 'readBytes' | 'listRows' | 'objects' | 'responseBytes'
  >
  /** What all requests hold; not counted where absent. */
  readonly heldBytes?: HeldBytes
  /** Reads a user anew at its next request, after its account or its keys changed; absent where none is remembered. */
  readonly invalidateAccount?: (userId: string) => void
  /** Absent where the platform's Redis is not known. */
  readonly platform?: RunCanceller | undefined
  /** Absent where there are none. */
  readonly replicas?: Replicas | undefined
  /** Under which projects claim subdomains. */
  readonly projectDomain?: string | undefined
}

/** A statement as it was sent, for logs, metrics and the tests that count. */
export type Sent = { readonly text: string; readonly values: readonly unknown[]; readonly rows: number }

/** What a resolver gets: who asks, and the loaders of this one request (or of this one event of a subscription). */
export type Context = {
  readonly viewer: Viewer | null
  readonly requestId: string
  readonly log: Logger
  readonly services: Services
  /** The database as this request uses it: every statement is counted. */
  readonly sql: Queryable
  /** The same for statements that only read, which share connections. */
  readonly reads: Queryable
  /** Lets another server answer what is sent to `sql` from now on; transactions stay where they are. */
  readonly readFrom: (server: Queryable) => void
  /** Runs `work` in one transaction; its statements are counted too. */
  readonly transaction: <Result>(work: (sql: Queryable) => Promise<Result>) => Promise<Result>
  readonly loaders: Loaders
  /** What is held for this request: to be released when its client has the answer. */
  readonly bytes: RequestBytes
  readonly answerSize: AnswerSize
  /** How many statements this request has sent so far. */
  readonly statements: () => number
  /** Whether somebody still waits for the answer; absent where that cannot be known. */
  readonly cancellation?: Cancellation | undefined
}

export type ContextOptions = {
  readonly services: Services
  readonly viewer: Viewer | null
  readonly requestId: string
  readonly log: Logger
  /** Sees each statement after it was answered. */
  readonly onStatement?: (sent: Sent) => void
  readonly cancellation?: Cancellation | undefined
}

const noTables: ReadonlySet<string> = new Set()

/** A context with loaders of its own, which remember nothing of another request. */
export function createContext(options: ContextOptions): Context {
  const { services, viewer, requestId, log, onStatement, cancellation } = options
  const { database, limits } = services
  const deadline = limits && performance.now() + limits.requestMs
  const bytes = new RequestBytes(limits?.readBytes, services.heldBytes)
  let statements = 0
  let rowsRead = 0
  const counted = (queryable: Queryable): Queryable => ({
    async query<Row extends object>(statement: Statement | string, values: readonly unknown[] = []) {
      statements += 1
      const rows = await queryable.query<Row>(statement, values, deadline, cancellation, bytes)
      rowsRead += rows.length
      if (limits && rowsRead > limits.rows) throw new LimitError('rows', limits.rows)
      onStatement?.({
        text: typeof statement === 'string' ? statement : statement.text,
        values,
        rows: rows.length,
      })
      return rows
    },
  })
  let server: Queryable | undefined
  const askedOf = (usual: Queryable) => counted({ query: (...sent) => (server ?? usual).query(...sent) })
  const reads = askedOf(database.reads)
  return {
    viewer,
    requestId,
    log,
    services,
    sql: askedOf(database),
    reads,
    readFrom: (other) => {
      server = other
    },
    transaction: (work) => database.transaction((tx) => work(counted(tx))),
    loaders: new Loaders(
      reads,
      accessRulesFor(viewer),
      fallbacksFor(services.features?.absentTables ?? noTables),
    ),
    bytes,
    answerSize: new AnswerSize(limits, bytes),
    statements: () => statements,
    cancellation,
  }
}
