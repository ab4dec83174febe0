import type { InputRef } from '@pothos/core'
import { z } from 'zod'
import type { Viewer } from '../auth/viewer.ts'
import { keyOf, type Model } from '../data/batching/table.ts'
import type { Queryable } from '../data/database.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { once } from './idempotency.ts'
import { keyFrom } from './nodes.ts'
import { readRow } from './relations.ts'
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  UnavailableError,
  ValidationError,
  VersionConflictError,
} from './write-errors.ts'

type InputType =
  | 'String'
  | 'Boolean'
  | 'ID'
  | 'Int'
  | 'Float'
  | 'BigInt'
  | 'Decimal'
  | 'DateTime'
  | 'JSON'
  | InputRef<unknown>

/** One field of an input: its GraphQL type, the rule that its value must meet, and what it is. */
export type InputField<Rule extends z.ZodType = z.ZodType> = {
  readonly type: InputType | [InputType]
  readonly rule: Rule
  readonly description?: string
}

/** An input field; it is required where the rule accepts no absent value. */
export function field<Rule extends z.ZodType>(
  type: InputType | [InputType],
  rule: Rule,
  description?: string,
): InputField<Rule> {
  return { type, rule, description }
}

const noSuchKey = '00000000-0000-0000-0000-000000000000'

/** The id of a row, global or bare. What is no id finds nothing, as the id of a missing row does. */
export function idOf(model: Model, description?: string) {
  return field(
    'ID',
    z.string().transform((id) => keyFrom(model, id) ?? noSuchKey),
    description,
  )
}

/** The version that the client saw: with it, the row changes only if nobody else changed it since. */
export const expectedVersion = field(
  'BigInt',
  z.string().nullish(),
  'The version you saw. If someone changed the row since, nothing happens and you get a VersionConflictError.',
)

const anyText = z.string().refine((text) => !text.includes('\0') && text.isWellFormed(), {
  error: 'holds a character that no text in the database can hold',
})

/** Text of this many characters at most, kept as it is but for spaces around it. */
export function text(most: number, least = 1) {
  return anyText.transform((value) => value.trim()).pipe(z.string().min(least).max(most))
}

type Fields = Readonly<Record<string, InputField>>
type Values<Given extends Fields> = { [Name in keyof Given]: z.output<Given[Name]['rule']> }

const errorTypes = {
  NotFoundError,
  VersionConflictError,
  ConflictError,
  NotAllowedError,
  UnavailableError,
} as const

/** What a write works with: the viewer, and the database inside the mutation's transaction (if it has one). */
export type Write<Input> = {
  readonly input: Input
  readonly viewer: Viewer
  readonly context: Context
  readonly sql: Queryable
}

type Options<Given extends Fields, Changed extends Readonly<Record<string, Model>>> = {
  readonly description: string
  readonly input: Given
  /** The rows that come back, by the name of their field: `{ session: 'Session' }`. */
  readonly changed?: Changed
  /** Lists and values that come back besides, as `write` returns them. */
  readonly returns?: Readonly<Record<string, { type: ReturnType; description?: string }>>
  readonly errors: readonly (keyof typeof errorTypes)[]
  readonly admin?: boolean
  /** Several statements that happen together or not at all. */
  readonly transaction?: boolean
  /** Creates something: a repeat with the same `idempotencyKey` answers as the first did. Implies a transaction. */
  readonly idempotent?: boolean
  readonly write: (
    write: Write<Values<Given>>,
  ) => Promise<{ [Name in keyof Changed]: string | null } & Readonly<Record<string, unknown>>>
}

type ReturnType = 'ID' | 'Int' | 'String' | 'Boolean' | ['ID']

/**
 * A mutation `verbNoun(input): VerbNounPayload!`: a union of its success type and of the errors that can happen.
 *
 * The input is checked whole, and every problem reported at once. What `write` changed is read anew for the answer, by
 * the key it returns, so nothing stale comes back. Each call leaves one line in the log: who, what, which rows, outcome.
 */
export function mutation<Given extends Fields, Changed extends Readonly<Record<string, Model>>>(
  name: string,
  options: Options<Given, Changed>,
): void {
  const typeName = name.charAt(0).toUpperCase() + name.slice(1)
  const inputs: Fields = {
    ...options.input,
    clientMutationId: field('String', z.string().max(200).nullish(), 'Comes back in the answer, as it is.'),
    ...(options.idempotent && {
      idempotencyKey: field(
        'String',
        text(200).nullish(),
        'Any text of your own: within a day, a repeat with the same key creates nothing and answers as the first did.',
      ),
    }),
  }
  const rules = z.object(Object.fromEntries(Object.entries(inputs).map(([key, { rule }]) => [key, rule])))
  const errors = new Set([...options.errors, ...(options.idempotent ? (['ConflictError'] as const) : [])])
  const Input = builder.inputRef<Record<string, unknown>>(`${typeName}Input`).implement({
    fields: (t) =>
      Object.fromEntries(
        Object.entries(inputs).map(([key, { type, rule, description }]) => [
          key,
          t.field({ type: type as 'String', description, required: !rule.safeParse(undefined).success }),
        ]),
      ),
  })
  type Success = Record<string, unknown> & { clientMutationId: string | null }
  const Success = builder.objectRef<Success>(`${typeName}Success`).implement({
    description: 'It is done.',
    fields: (t) => ({
      clientMutationId: t.string({ nullable: true, resolve: (done) => done.clientMutationId }),
      ...Object.fromEntries(
        Object.entries(options.changed ?? {}).map(([key, model]) => [
          key,
          t.field({
            type: model,
            nullable: true,
            description: 'As it is now.',
            resolve: (done, _args, context, info) =>
              readRow(context, info, model, keyOf(model), done[key]) as never,
          }),
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(options.returns ?? {}).map(([key, { type, description }]) => [
          key,
          t.field({ type: type as 'String', description, resolve: (done) => done[key] as never }),
        ]),
      ),
    }),
  })

  const run = async (given: Record<string, unknown>, context: Context): Promise<Success> => {
    const checked = rules.safeParse(given)
    if (!checked.success) {
      throw new ValidationError(
        checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      )
    }
    const { viewer } = context
    if (!viewer) throw new Error(`${name} ran for nobody`)
    const input = checked.data as Values<Given> & {
      idempotencyKey?: string | null
      clientMutationId?: string | null
    }
    const write = (sql: Queryable) => options.write({ input, viewer, context, sql })
    const key = input.idempotencyKey
    const done = key
      ? await context.transaction((sql) =>
          once(sql, { viewer, operation: name, key, input }, () => write(sql)),
        )
      : await (options.transaction || options.idempotent ? context.transaction(write) : write(context.sql))
    context.loaders.clear()
    return { ...done, clientMutationId: input.clientMutationId ?? null }
  }

  builder.mutationField(name, (t) =>
    t.field({
      type: Success,
      description: options.description,
      authScopes: options.admin ? { admin: true } : { signedIn: true },
      errors: {
        types: [ValidationError, ...[...errors].map((error) => errorTypes[error])],
        union: { name: `${typeName}Payload` },
      },
      args: { input: t.arg({ type: Input, required: true }) },
      resolve: async (_root, { input }, context) => {
        try {
          const done = await run(input, context)
          audit(context, name, { outcome: 'done', ...keysOf(done, options.changed) })
          return done
        } catch (error) {
          audit(context, name, { outcome: error instanceof Error ? error.constructor.name : 'failed' })
          throw error
        }
      },
    }),
  )
}

function keysOf(done: Record<string, unknown>, changed: Readonly<Record<string, Model>> = {}) {
  return Object.fromEntries(Object.keys(changed).map((key) => [key, done[key]]))
}

/** One line for each write. Only keys are logged: values may be secret. */
function audit(context: Context, mutation: string, what: Record<string, unknown>): void {
  context.log.info({ mutation, viewer: context.viewer?.id, requestId: context.requestId, ...what }, 'write')
}
