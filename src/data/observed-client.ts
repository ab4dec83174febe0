import { AsyncResource } from 'node:async_hooks'
import pg from 'pg'
import { type ObservedStatement, statements } from './observed.ts'

type Callback = (error: Error | null, ...more: unknown[]) => void
type AnyQuery = (this: pg.Client, ...args: unknown[]) => Promise<unknown> | undefined

const plainQuery = pg.Client.prototype.query as unknown as AnyQuery

/** A connection whose statements can be observed, whoever sends them: see `statements`. */
export class ObservedClient extends pg.Client {}

ObservedClient.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  if (!statements.hasSubscribers) return plainQuery.apply(this, args)
  const [first] = args
  const text = typeof first === 'string' ? first : (first as { text: string }).text
  const sentAt = performance.now()
  const tell = (failed: boolean) => statements.publish({ text, sentAt, failed } satisfies ObservedStatement)
  const last = args.at(-1)
  if (typeof last === 'function') {
    const told: Callback = (error, ...more) => {
      tell(error !== null && error !== undefined)
      ;(last as Callback)(error, ...more)
    }
    return plainQuery.apply(this, args.with(-1, AsyncResource.bind(told)))
  }
  const answer = plainQuery.apply(this, args)
  answer?.then(
    () => tell(false),
    () => tell(true),
  )
  return answer
} as typeof pg.Client.prototype.query
