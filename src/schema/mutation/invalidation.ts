import type { Handler, ValidCall } from './call.ts'
import type { Mutation } from './options.ts'

/** Invalidates the cached viewer of the account that the mutation changed. */
export const withInvalidation =
  ({ accountOf }: Mutation) =>
  (next: Handler<ValidCall>): Handler<ValidCall> => {
    if (!accountOf) return next
    return async (call) => {
      const done = await next(call)
      const account = accountOf(done as Parameters<typeof accountOf>[0], call.viewer)
      if (account) call.context.services.invalidateAccount?.(account)
      return done
    }
  }
