import { assertObjectType } from 'graphql'
import type { Queryable } from '../../data/database.ts'
import { updateOwnRowAtomically } from '../own-rows.ts'
import { requiredColumnsOfField } from '../selection.ts'
import type { Handler, ValidCall, WritingCall } from './call.ts'
import { withIdempotency } from './idempotency.ts'
import type { Mutation } from './options.ts'

/** Returns what executes the write of a mutation: the statement of `update`, or `resolve`. */
export function createExecutor(name: string, options: Mutation, successType: string): Handler<ValidCall> {
  if (options.update) return singleRowUpdate(name, options, options.update, successType)
  const { resolve, transaction, idempotent } = options
  const execute: Handler<WritingCall> = ({ input, viewer, context, sql }) =>
    resolve({ input, viewer, context, sql })
  return withConnection(Boolean(transaction || idempotent), withIdempotency(name)(execute))
}

/** Provides the connection, in a transaction if the write is one; clears the loaders' caches afterwards. */
const withConnection =
  (isTransaction: boolean, next: Handler<WritingCall>): Handler<ValidCall> =>
  async (call) => {
    const { context } = call
    const write = (sql: Queryable) => next({ ...call, sql })
    try {
      return await (isTransaction ? context.transaction(write) : write(context.sql))
    } finally {
      context.loaders.clear()
    }
  }

/** Updates the row of the payload in one statement, which returns the columns that the client selected. */
function singleRowUpdate(
  name: string,
  { payload = {} }: Mutation,
  update: NonNullable<Mutation['update']>,
  successType: string,
): Handler<ValidCall> {
  const [answered] = Object.entries(payload)
  if (!answered) throw new Error(`${name} does not say which row it changes`)
  const [field, model] = answered
  return async ({ input, viewer, context, info }) => {
    const success = assertObjectType(info.schema.getType(successType))
    const one = update(input, viewer)
    const columns = requiredColumnsOfField(info, success, field, model)
    await updateOwnRowAtomically(context, viewer, model, columns, one)
    return { [field]: one.key }
  }
}
