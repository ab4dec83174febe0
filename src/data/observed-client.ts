import { AsyncResource } from 'node:async_hooks'
import pg from 'pg'
import type { Target } from '../config/connection-string/targets.ts'
import { guardAuthentication } from './authentication-guard.ts'
import './row-parser.ts'
import { type ObservedStatement, statements } from './diagnostics.ts'
import type { TargetList } from './target-list.ts'

type Callback = (error: Error | null, ...more: unknown[]) => void
type AnyConnect = (this: pg.Client, callback?: Callback) => Promise<pg.Client> | undefined
type AnyQuery = (this: pg.Client, ...args: unknown[]) => Promise<unknown> | undefined

/** A statement with its client-side timeout in milliseconds; 0 if the caller has its own. */
export type TimedQuery = pg.QueryConfig<unknown[]> & { readonly query_timeout?: number }

/** The configuration of a connection. */
export type ObservedClientConfig = pg.ClientConfig & {
  /** The targets, of which it connects to the current one. Without, `host` and `port` apply. */
  readonly targets?: TargetList
}

const plainQuery = pg.Client.prototype.query as unknown as AnyQuery

/**
 * A connection that publishes its statements to `statements`. `query_timeout` applies to statements without
 * their own; the driver would apply it to those that need none as well. An error of an idle connection is not
 * an uncaught exception.
 */
export class ObservedClient extends pg.Client {
  readonly answerMs: number | undefined
  /** The target that was current when it was created. */
  readonly target: Target | undefined
  readonly targets: TargetList | undefined

  constructor({ query_timeout: answerMs, targets, ...config }: ObservedClientConfig = {}) {
    const target = targets?.current
    super({ ...config, ...target })
    this.answerMs = answerMs
    this.target = target
    this.targets = targets
    // Registered before the pool lends the connection: an `error` event without a listener ends the process.
    // The next statement fails by itself.
    this.on('error', () => {})
    if (target?.authentication) guardAuthentication(this.connection, target.authentication)
  }
}

const plainConnect = pg.Client.prototype.connect as unknown as AnyConnect

// The pool connects with a callback, others with a promise.
ObservedClient.prototype.connect = function (this: ObservedClient, callback?: Callback) {
  const note = (error: unknown) => {
    if (!error) return
    this.targets?.fail(this.target)
    // The driver leaves a connection open on which it found no password to send.
    this.connection.stream.destroy()
  }
  if (callback)
    return plainConnect.call(this, (error, ...more) => {
      note(error)
      callback(error, ...more)
    })
  return plainConnect.call(this)?.catch((error: unknown) => {
    note(error)
    throw error
  })
} as typeof pg.Client.prototype.connect

ObservedClient.prototype.query = function (this: ObservedClient, ...args: unknown[]) {
  const [given] = args
  const query = typeof given === 'string' ? { text: given } : (given as TimedQuery & { text: string })
  const timed =
    query.query_timeout === undefined ? args.with(0, { query_timeout: this.answerMs, ...query }) : args
  if (!statements.hasSubscribers) return plainQuery.apply(this, timed)
  const sentAt = performance.now()
  const publishResult = (failed: boolean) =>
    statements.publish({ text: query.text, sentAt, failed } satisfies ObservedStatement)
  const last = args.at(-1)
  if (typeof last === 'function') {
    const observedCallback: Callback = (error, ...more) => {
      publishResult(error !== null && error !== undefined)
      ;(last as Callback)(error, ...more)
    }
    return plainQuery.apply(this, timed.with(-1, AsyncResource.bind(observedCallback)))
  }
  const answer = plainQuery.apply(this, timed)
  answer?.then(
    () => publishResult(false),
    () => publishResult(true),
  )
  return answer
} as typeof pg.Client.prototype.query
