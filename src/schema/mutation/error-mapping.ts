import { hasSqlState } from '../../data/sql-states.ts'
import type { Handler, ValidCall } from './call.ts'
import { findConflict } from './conflicts.ts'
import { findRefusal } from './refusals.ts'

/**
 * Maps errors of the database to those for clients: missing rights, and what constraints and triggers refuse. The text that a trigger
 * raises is for the log alone, as it may hold values of other rows.
 */
export const withErrorMapping =
  (next: Handler<ValidCall>): Handler<ValidCall> =>
  (call) =>
    next(call).catch(async (error: unknown) => {
      const { sql, log, requestId } = call.context
      if (hasSqlState(error, 'raised')) log.warn({ requestId, err: error }, 'refused by the database')
      throw (await findRefusal(error, sql)) ?? (await findConflict(error, sql)) ?? error
    })
