import type { Logger } from 'pino'
import { accessRulesFor } from '../auth/access.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Limits } from '../config/limits.ts'
import type { Cursors } from '../data/batching/cursor.ts'
import { Loaders } from '../data/batching/loaders.ts'
import type { Cancellation } from '../data/cancellation.ts'
import type { Features } from '../data/compare-catalog.ts'
import type { Database, Queryable, Statement } from '../data/database.ts'
import type { PlatformRedis } from '../data/platform-redis.ts'
import type { Replicas } from '../data/replicas.ts'
import { type HeldBytes, RequestBytes } from '../data/request-bytes.ts'
import { fallbacksFor } from '../data/table-fallbacks.ts'
import { LimitError } from '../errors/limit-error.ts'
import type { DeltaFeed } from '../live/deltas/delta-feed.ts'
import type { Live } from '../live/live.ts'
import { AnswerSize } from './answer-size.ts'
import type { Explanation } from './explanation.ts'
import { createObservers, observeStatements, type Sent } from './observe-statements.ts'

/** Objects shared by all requests, created once by `createGateway`. */
export type Services = {
  readonly database: Database
  readonly cursors: Cursors
  /** The source of subscription events. */
  readonly live: Live
  /** Optional tables and columns that this database has; absent means all. */
  readonly features?: Features
  /** Bounds on what one request may read and on its duration; absent means unbounded. */
  readonly limits?: Pick<
    Limits,
    'rows' | 'requestMs' | 'readBytes' | 'rowKeys' | 'listRows' | 'objects' | 'errors' | 'responseBytes'
  >
  /** Counts the bytes held by all requests; absent means uncounted. */
  readonly heldBytes?: HeldBytes
  /** Drops the cached viewer after its account or keys changed; absent if viewers are not cached. */
  readonly invalidateAccount?: (userId: string) => void
  /** Writes to the platform's Redis; absent if its URL is not configured. */
  readonly platform?: PlatformRedis | undefined
  /** What the platform emits and never stores; absent if its Redis is not configured. */
  readonly deltas?: DeltaFeed | undefined
  /** Absent if no replicas are configured. */
  readonly replicas?: Replicas | undefined
  /** The domain whose subdomains projects claim. */
  readonly projectDomain?: string | undefined
  /** Where the platform's public objects are, without a slash at the end. */
  readonly publicStorageUrl?: string | undefined
}

/** The context of a resolver: the viewer, and the loaders of one request or of one subscription event. */
export type Context = {
  readonly viewer: Viewer | null
  readonly requestId: string
  readonly log: Logger
  readonly services: Services
  /** Runs statements on the database and counts them for this request. */
  readonly sql: Queryable
  /** Runs read-only statements on shared (pipelined) connections and counts them. */
  readonly reads: Queryable
  /** Sends later statements of `sql` and `reads` to another server; transactions stay on the primary. */
  readonly readFrom: (server: Queryable) => void
  /** Runs `work` in one transaction, whose statements are counted too. */
  readonly transaction: <Result>(work: (sql: Queryable) => Promise<Result>) => Promise<Result>
  readonly loaders: Loaders
  /** The bytes held for this request, released once the client has the response. */
  readonly bytes: RequestBytes
  readonly answerSize: AnswerSize
  /** Returns the number of statements that this request has sent. */
  readonly statements: () => number
  /** When the request must be answered, by `performance.now()`; undefined if its duration is unbounded. */
  readonly deadline: number | undefined
  /** Signals that the client has disconnected; absent if the transport cannot tell. */
  readonly cancellation?: Cancellation | undefined
  /** Collects the statements, if the request asks for an explanation and may have one. */
  readonly explanation?: Explanation | undefined
}

/** The inputs of `createContext`. */
export type ContextOptions = {
  readonly services: Services
  readonly viewer: Viewer | null
  readonly requestId: string
  readonly log: Logger
  /** Called with each statement after it was answered. */
  readonly onStatement?: (sent: Sent) => void
  readonly cancellation?: Cancellation | undefined
  readonly explanation?: Explanation | undefined
}

const noTables: ReadonlySet<string> = new Set()

/** Creates the context of one request, with loaders whose caches are empty. */
export function createContext(options: ContextOptions): Context {
  const { services, viewer, requestId, log, onStatement, cancellation, explanation } = options
  const { database, limits } = services
  const deadline = limits && performance.now() + limits.requestMs
  const bytes = new RequestBytes(limits, services.heldBytes)
  let statements = 0
  let rowsRead = 0
  const observers = createObservers(log, requestId, explanation?.add ?? onStatement)
  const counted = (from: Queryable): Queryable => {
    const queryable = observeStatements(from, observers)
    return {
      async query<Row extends object>(statement: Statement | string, values: readonly unknown[] = []) {
        statements += 1
        const rows = await queryable.query<Row>(statement, values, deadline, cancellation, bytes)
        rowsRead += rows.length
        if (limits && rowsRead > limits.rows) throw new LimitError('rows', limits.rows)
        return rows
      },
    }
  }
  let server: Queryable | undefined
  const askedOf = (defaultDatabase: Queryable) =>
    counted({ query: (...sent) => (server ?? defaultDatabase).query(...sent) })
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
    deadline,
    cancellation,
    explanation,
  }
}
