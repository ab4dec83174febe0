import { z } from 'zod'
import { table } from '../../data/batching/table.ts'
import type { Fields } from '../inputs.ts'
import { ValidationError } from '../write-errors.ts'
import type { AuthorizedCall, Handler, ValidCall } from './call.ts'

/** The fields that every input has. */
type Common = Readonly<Record<string, unknown>> & {
  readonly clientMutationId?: string | null
  readonly idempotencyKey?: string | null
}

/**
 * Rejects with one `ValidationError` for all problems of the input, and returns `clientMutationId` as it was
 * given.
 */
export function withValidation(inputs: Fields) {
  const rules = z.object(Object.fromEntries(Object.entries(inputs).map(([key, { rule }]) => [key, rule])))
  return (next: Handler<ValidCall>): Handler<AuthorizedCall> =>
    async (call) => {
      const checked = rules.safeParse(call.given)
      if (!checked.success) {
        throw new ValidationError(
          checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
        )
      }
      const { clientMutationId, idempotencyKey, ...input } = checked.data as Common
      const absent = call.context.services.features?.absentTables
      if (idempotencyKey && absent?.has(table('GatewayIdempotencyKey').name)) {
        const message = 'cannot be remembered: the gateway’s own table is not in this database'
        throw new ValidationError([{ path: 'idempotencyKey', message }])
      }
      const done = await next({ ...call, input, idempotencyKey })
      return { ...done, clientMutationId: clientMutationId ?? null }
    }
}
