import pg from 'pg'
import { type ObservedStatement, statements } from './observed.ts'

type AnyQuery = (this: pg.Client, ...args: unknown[]) => unknown

const plainQuery = pg.Client.prototype.query as AnyQuery

/** A connection whose statements can be observed, whoever sends them: see `statements`. */
export class ObservedClient extends pg.Client {}

ObservedClient.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  if (!statements.start.hasSubscribers) return plainQuery.apply(this, args)
  const [first] = args
  const statement = typeof first === 'string' ? { text: first } : (first as ObservedStatement)
  const observed = { text: statement.text, name: statement.name }
  return typeof args.at(-1) === 'function'
    ? statements.traceCallback(plainQuery as never, -1, observed, this, ...args)
    : statements.tracePromise(plainQuery as never, observed, this, ...args)
} as typeof pg.Client.prototype.query
