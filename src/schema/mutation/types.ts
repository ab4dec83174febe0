import { z } from 'zod'
import { keyOf } from '../../data/batching/table.ts'
import { builder } from '../builder.ts'
import { type Fields, inputField, inputFields, text } from '../inputs.ts'
import { getNoun } from '../nouns.ts'
import { readRow } from '../relations.ts'
import { ConflictError, ValidationError } from '../write-errors.ts'
import { errorTypes, type Mutation } from './options.ts'

type Success = Readonly<Record<string, unknown>> & { readonly clientMutationId: string | null }

/** Defines the input, the success type and the errors of a mutation. `inputs` has the fields of every input. */
export function defineMutationTypes(name: string, options: Mutation) {
  if (options.payload?.message || options.returns?.message) {
    throw new Error(`${name}: no client could select message beside the errors' own`)
  }
  const typeName = name.charAt(0).toUpperCase() + name.slice(1)
  const inputs = toInputFields(name, typeName, options)
  const Input = builder.inputRef<Record<string, unknown>>(`${typeName}Input`).implement({
    description: `The input of \`${name}\`.`,
    fields: (t) => inputFields(t, inputs),
  })
  return {
    inputs,
    Input,
    Success: defineSuccess(name, typeName, options),
    errors: {
      // Any write may violate a constraint that a newer revision of the platform has added.
      types: [ValidationError, ConflictError, ...options.errors.map((error) => errorTypes[error])],
      union: {
        name: `${typeName}Payload`,
        description: `The result of \`${name}\`, or the error that prevented it.`,
      },
    },
  }
}

/** The fields of the input, with those that every input has. */
function toInputFields(name: string, typeName: string, { input, idempotent }: Mutation): Fields {
  return {
    ...input,
    clientMutationId: inputField(
      'String',
      z.string().max(200).nullish(),
      `Returned unchanged in \`${typeName}Success\`, to match it with the call; at most 200 characters.`,
    ),
    ...(idempotent && {
      idempotencyKey: inputField(
        'String',
        text(200).nullish(),
        `An arbitrary text. Within 24 hours, a repeated \`${name}\` with the same key and input returns the first result and creates nothing.`,
      ),
    }),
  }
}

/** Rows in the payload are read after the write, or returned by the single statement of `update`. */
function defineSuccess(name: string, typeName: string, { payload = {}, returns = {}, update }: Mutation) {
  return builder.objectRef<Success>(`${typeName}Success`).implement({
    description: `The result of \`${name}\` after it succeeded.`,
    fields: (t) => ({
      clientMutationId: t.string({
        nullable: true,
        description: `The \`clientMutationId\` of \`${typeName}Input\`; null if it had none.`,
        resolve: (done) => done.clientMutationId,
      }),
      ...Object.fromEntries(
        Object.entries(payload).map(([key, model]) => [
          key,
          t.field({
            type: model,
            // With `update`, one statement changes and reads the row. Otherwise another client may delete it
            // between the two.
            nullable: !update,
            description: update
              ? `The ${getNoun(model)} as updated by \`${name}\`.`
              : `The ${getNoun(model)} after \`${name}\`; null if it was deleted meanwhile.`,
            resolve: (done, _args, context, info) =>
              readRow(context, info, model, keyOf(model), done[key]) as never,
          }),
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(returns).map(([key, { type, description }]) => [
          key,
          t.field({ type: type as 'String', description, resolve: (done) => done[key] as never }),
        ]),
      ),
    }),
  })
}
