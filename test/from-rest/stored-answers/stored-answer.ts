import type { Asker } from '../../support/operations.ts'

/** What an operation must answer, as SQL on the tables. Each row is an item of the answer, in order; a column is a path in it. */
export type StoredAnswer = {
  /** A call or event of the page's row. */
  readonly call: string
  /** Another row that has the same fields. */
  readonly also?: string
  readonly operation: string
  /** Who asks; the demo user unless said otherwise. */
  readonly as?: Asker
  readonly variables: Readonly<Record<string, unknown>>
  /** The path of the items in the answer. */
  readonly at: string
  readonly sql: string
}
