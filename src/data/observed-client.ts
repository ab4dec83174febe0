import { AsyncResource } from 'node:async_hooks'
import pg from 'pg'
import { type ObservedStatement, statements } from './diagnostics.ts'

type Callback = (error: Error | null, ...more: unknown[]) => void
type AnyQuery = (this: pg.Client, ...args: unknown[]) => Promise<unknown> | undefined

/** A statement with its client-side timeout in milliseconds; 0 if the caller has its own. */
export type TimedQuery = pg.QueryConfig<unknown[]> & { readonly query_timeout?: number }

const plainQuery = pg.Client.prototype.query as unknown as AnyQuery

/**
 * A connection that publishes its statements to `statements`. `query_timeout` applies to statements without
 * their own; the driver would apply it to those that need none as well. An error of an idle connection is not
 * an uncaught exception.
 */
export class ObservedClient extends pg.Client {
  readonly answerMs: number | undefined

  constructor({ query_timeout: answerMs, ...config }: pg.ClientConfig = {}) {
    super(config)
    this.answerMs = answerMs
    // Registered before the pool lends the connection: an `error` event without a listener ends the process.
    // The next statement fails by itself.
    this.on('error', () => {})
  }
}

ObservedClient.prototype.query = function (this: ObservedClient, ...args: unknown[]) {
  const [given] = args
  const query = typeof given === 'string' ? { text: given } : (given as TimedQuery & { text: string })
  const timed = args.with(0, { query_timeout: this.answerMs, ...query })
  if (!statements.hasSubscribers) return plainQuery.apply(this, timed)
  const sentAt = performance.now()
  const tell = (failed: boolean) =>
    statements.publish({ text: query.text, sentAt, failed } satisfies ObservedStatement)
  const last = args.at(-1)
  if (typeof last === 'function') {
    const told: Callback = (error, ...more) => {
      tell(error !== null && error !== undefined)
      ;(last as Callback)(error, ...more)
    }
    return plainQuery.apply(this, timed.with(-1, AsyncResource.bind(told)))
  }
  const answer = plainQuery.apply(this, timed)
  answer?.then(
    () => tell(false),
    () => tell(true),
  )
  return answer
} as typeof pg.Client.prototype.query
