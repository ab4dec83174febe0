import type { Handler, ValidCall } from './call.ts'
import { findConflict } from './conflicts.ts'
import { findRefusal } from './refusals.ts'

/** Maps errors of the database to those for clients: missing rights, and violations of constraints. */
export const withErrorMapping =
  (next: Handler<ValidCall>): Handler<ValidCall> =>
  async (call) => {
    try {
      return await next(call)
    } catch (error) {
      const { sql } = call.context
      throw (await findRefusal(error, sql)) ?? (await findConflict(error, sql)) ?? error
    }
  }
