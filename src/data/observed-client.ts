import { AsyncResource } from 'node:async_hooks'
import pg from 'pg'
import { type ObservedStatement, statements } from './diagnostics.ts'

type Callback = (error: Error | null, ...more: unknown[]) => void
type AnyQuery = (this: pg.Client, ...args: unknown[]) => Promise<unknown> | undefined

/** A statement, and after how long without an answer it fails, in milliseconds; 0 where its sender looks after that. */
export type TimedQuery = pg.QueryConfig<unknown[]> & { readonly query_timeout?: number }

const plainQuery = pg.Client.prototype.query as unknown as AnyQuery

/**
 * A connection whose statements can be observed, whoever sends them: see `statements`. `query_timeout` is for those that
 * do not bring their own; in the driver it would be for those, too, that need none. A connection that breaks between two
 * statements is not an uncaught error.
 */
export class ObservedClient extends pg.Client {
  readonly answerMs: number | undefined

  constructor({ query_timeout: answerMs, ...config }: pg.ClientConfig = {}) {
    super(config)
    this.answerMs = answerMs
    // From the first message on, also in the turn in which the pool lends it: an error event without a listener ends
    // the process. The next statement fails by itself.
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
