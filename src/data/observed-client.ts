import { AsyncResource } from 'node:async_hooks'
import pg from 'pg'
import { type ObservedStatement, statements } from './observed.ts'

type Callback = (error: Error | null, ...more: unknown[]) => void
type AnyQuery = (this: pg.Client, ...args: unknown[]) => Promise<unknown> | undefined

const plainQuery = pg.Client.prototype.query as unknown as AnyQuery

/**
 * A connection whose statements can be observed, whoever sends them: see `statements`.
 *
 * One that gets no answer within `query_timeout` fails. Whoever takes answers by a callback looks after that himself:
 * a clock for each statement is much beside a small one.
 */
export class ObservedClient extends pg.Client {
  readonly answerMs: number | undefined

  constructor({ query_timeout: answerMs, ...config }: pg.ClientConfig = {}) {
    super(config)
    this.answerMs = answerMs
  }
}

ObservedClient.prototype.query = function (this: ObservedClient, ...args: unknown[]) {
  const [first, ...more] = args
  const last = more.at(-1)
  const text = typeof first === 'string' ? first : (first as { text: string }).text
  if (typeof last === 'function') {
    if (!statements.hasSubscribers) return plainQuery.apply(this, args)
    const tell = observing(text)
    const told: Callback = (error, ...rest) => {
      tell(error !== null && error !== undefined)
      ;(last as Callback)(error, ...rest)
    }
    return plainQuery.apply(this, args.with(-1, AsyncResource.bind(told)))
  }
  const config = typeof first === 'string' ? { text } : (first as object)
  const tell = statements.hasSubscribers ? observing(text) : undefined
  const answer = plainQuery.call(this, { query_timeout: this.answerMs, ...config }, ...more)
  if (!tell) return answer
  answer?.then(
    () => tell(false),
    () => tell(true),
  )
  return answer
} as typeof pg.Client.prototype.query

function observing(text: string) {
  const sentAt = performance.now()
  return (failed: boolean) => statements.publish({ text, sentAt, failed } satisfies ObservedStatement)
}
