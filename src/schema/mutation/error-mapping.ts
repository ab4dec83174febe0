import type { Handler, ValidCall } from './call.ts'
import { conflictIn } from './conflicts.ts'
import { refusalIn } from './refusals.ts'

/** Maps errors of the database to those for clients: missing rights, and violations of unique constraints. */
export const withErrorMapping =
  (next: Handler<ValidCall>): Handler<ValidCall> =>
  async (call) => {
    try {
      return await next(call)
    } catch (error) {
      const { sql } = call.context
      throw (await refusalIn(error, sql)) ?? (await conflictIn(error, sql)) ?? error
    }
  }
