import { builder } from './builder.ts'
import type { Fields } from './inputs.ts'
import { withAudit } from './mutation/audit.ts'
import { withAuthorization } from './mutation/authorization.ts'
import { withErrorMapping } from './mutation/error-mapping.ts'
import { withEviction } from './mutation/eviction.ts'
import { createExecutor } from './mutation/execute.ts'
import { withInvalidation } from './mutation/invalidation.ts'
import type { Mutation, MutationOptions, PayloadModels } from './mutation/options.ts'
import { withRetry } from './mutation/retry.ts'
import { defineMutationTypes } from './mutation/types.ts'
import { withValidation } from './mutation/validation.ts'

/**
 * Defines a mutation `verbNoun(input): VerbNounPayload!`, whose payload is a union of the success type and
 * the possible errors. All input problems are reported together. Rows in the payload are read after the
 * write, or returned by the single statement of `update`. Every call writes one audit log line: viewer,
 * mutation, row keys, outcome.
 */
export function mutation<
  Given extends Fields,
  Changed extends PayloadModels = Readonly<Record<never, never>>,
>(name: string, options: MutationOptions<Given, Changed>): void {
  // From here on nothing depends on the types of input and payload: `resolve` gets what its rules made.
  define(name, options as unknown as Mutation)
}

function define(name: string, options: Mutation): void {
  const { inputs, Input, Success, errors } = defineMutationTypes(name, options)
  const write = createExecutor(name, options, Success.name)
  const attempts = withErrorMapping(withInvalidation(options)(withEviction(options)(withRetry(write))))
  const valid = withValidation(inputs)(attempts)
  const handle = withAudit(name, inputs, options.payload)(withAuthorization(name, options)(valid))
  builder.mutationField(name, (t) =>
    t.field({
      type: Success,
      description: options.description,
      // Admin rights are revalidated in the resolver, and a refused attempt is logged like any other.
      authScopes: { signedIn: true },
      errors,
      args: { input: t.arg({ type: Input, required: true, description: `The input of \`${name}\`.` }) },
      resolve: (_root, { input }, context, info) => handle({ given: input, context, info }) as never,
    }),
  )
}
