import type { Viewer } from '../auth/viewer.ts'
import type { Queryable } from '../data/database.ts'
import type { Context } from './context.ts'

/**
 * The argument of a mutation's resolver: input, viewer, and the database inside the mutation's transaction,
 * if any.
 */
export type Write<Input> = {
  readonly input: Input
  readonly viewer: Viewer
  readonly context: Context
  readonly sql: Queryable
}
