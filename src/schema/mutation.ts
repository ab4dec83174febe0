import { assertObjectType, type GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { Viewer } from '../auth/viewer.ts'
import { revalidateViewer } from '../auth/write-access.ts'
import { keyOf, type Model, table } from '../data/batching/table.ts'
import type { Queryable } from '../data/database.ts'
import { builder } from './builder.ts'
import { retryOnConflict } from './conflict-retry.ts'
import { conflictIn } from './conflicts.ts'
import type { Context } from './context.ts'
import { ForbiddenError } from './errors.ts'
import { once } from './idempotency.ts'
import { type Fields, inputField, inputFields, text, type Values } from './inputs.ts'
import { keyFrom } from './nodes.ts'
import { nounOf } from './nouns.ts'
import { type SingleRowUpdate, updateOwnRowAtomically } from './own-rows.ts'
import { refusalIn } from './refusals.ts'
import { readRow } from './relations.ts'
import { requiredColumnsOfField } from './selection.ts'
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  UnavailableError,
  ValidationError,
  VersionConflictError,
} from './write-errors.ts'

const errorTypes = {
  NotFoundError,
  VersionConflictError,
  ConflictError,
  NotAllowedError,
  UnavailableError,
} as const

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

type MutationOptions<Given extends Fields, Changed extends Readonly<Record<string, Model>>> = {
  readonly description: string
  readonly input: Given
  /** The rows in the payload, by field name: `{ session: 'Session' }`. */
  readonly payload?: Changed
  /** Additional payload fields, returned by `resolve`. */
  readonly returns?: Readonly<Record<string, { type: ReturnType; description?: string }>>
  readonly errors: readonly (keyof typeof errorTypes)[]
  /**
   * Returns the user whose account or keys the mutation changes, so that its cached viewer is invalidated.
   */
  readonly accountOf?: (done: Done<Changed>, viewer: Viewer) => string | null
} & (MutationResolver<Given, Changed> | SingleRowMutation<Given>)

type MutationResolver<Given extends Fields, Changed extends Readonly<Record<string, Model>>> = {
  readonly admin?: boolean
  /** Runs all statements of `resolve` in one transaction. */
  readonly transaction?: boolean
  /**
   * Creates a row: a repeat with the same `idempotencyKey` returns the first result. Implies a transaction.
   */
  readonly idempotent?: boolean
  readonly resolve: (write: Write<Values<Given>>) => Promise<Done<NoInfer<Changed>>>
  readonly update?: undefined
}

/** A mutation that updates exactly one row owned by the viewer. Runs as a single `UPDATE … RETURNING`. */
type SingleRowMutation<Given extends Fields> = {
  readonly update: (input: Values<Given>, viewer: Viewer) => SingleRowUpdate
  readonly admin?: undefined
  readonly transaction?: undefined
  readonly idempotent?: undefined
}

type Done<Changed> = { [Name in keyof Changed]: string | null } & Readonly<Record<string, unknown>>

/** The fields that every input has. */
type Common = Readonly<Record<string, unknown>> & {
  readonly clientMutationId?: string | null
  readonly idempotencyKey?: string | null
}

type ReturnType = 'ID' | 'Int' | 'String' | 'Boolean' | ['ID']

/**
 * Defines a mutation `verbNoun(input): VerbNounPayload!`, whose payload is a union of the success type and
 * the possible errors. All input problems are reported together. Rows in the payload are read after the
 * write, or returned by the single statement of `update`. Every call writes one audit log line: viewer,
 * mutation, row keys, outcome.
 */
export function mutation<
  Given extends Fields,
  Changed extends Readonly<Record<string, Model>> = Readonly<Record<never, Model>>,
>(name: string, options: MutationOptions<Given, Changed>): void {
  if (options.payload?.message || options.returns?.message) {
    throw new Error(`${name}: no client could select message beside the errors' own`)
  }
  const typeName = name.charAt(0).toUpperCase() + name.slice(1)
  const inputs: Fields = {
    ...options.input,
    clientMutationId: inputField(
      'String',
      z.string().max(200).nullish(),
      `Returned unchanged in \`${typeName}Success\`, to match it with the call; at most 200 characters.`,
    ),
    ...(options.idempotent && {
      idempotencyKey: inputField(
        'String',
        text(200).nullish(),
        `An arbitrary text. Within 24 hours, a repeated \`${name}\` with the same key and input returns the first result and creates nothing.`,
      ),
    }),
  }
  const rules = z.object(Object.fromEntries(Object.entries(inputs).map(([key, { rule }]) => [key, rule])))
  const errors = new Set([...options.errors, ...(options.idempotent ? (['ConflictError'] as const) : [])])
  const Input = builder.inputRef<Record<string, unknown>>(`${typeName}Input`).implement({
    description: `The input of \`${name}\`.`,
    fields: (t) => inputFields(t, inputs),
  })
  type Success = Record<string, unknown> & { clientMutationId: string | null }
  const Success = builder.objectRef<Success>(`${typeName}Success`).implement({
    description: `The result of \`${name}\` after it succeeded.`,
    fields: (t) => ({
      clientMutationId: t.string({
        nullable: true,
        description: `The \`clientMutationId\` of \`${typeName}Input\`; null if it had none.`,
        resolve: (done) => done.clientMutationId,
      }),
      ...Object.fromEntries(
        Object.entries(options.payload ?? {}).map(([key, model]) => [
          key,
          t.field({
            type: model,
            // With `update`, one statement changes and reads the row. Otherwise another client may delete it
            // between the two.
            nullable: !options.update,
            description: options.update
              ? `The ${nounOf(model)} as updated by \`${name}\`.`
              : `The ${nounOf(model)} after \`${name}\`; null if it was deleted meanwhile.`,
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

  type Asked = {
    readonly input: Values<Given>
    readonly key: string | null | undefined
    readonly viewer: Viewer
    readonly context: Context
    readonly info: GraphQLResolveInfo
  }

  /** Executes the write and clears the loaders' caches. */
  const attempt = async ({ input, key, viewer, context, info }: Asked): Promise<Done<Changed>> => {
    if (options.update) {
      const [answered] = Object.entries(options.payload ?? {})
      if (!answered) throw new Error(`${name} does not say which row it changes`)
      const [field, model] = answered
      const success = assertObjectType(info.schema.getType(Success.name))
      const one = options.update(input, viewer)
      await updateOwnRowAtomically(
        context,
        viewer,
        model,
        requiredColumnsOfField(info, success, field, model),
        one,
      )
      return { [field]: one.key } as Done<Changed>
    }
    const write = (sql: Queryable) => options.resolve({ input, viewer, context, sql })
    try {
      if (key) {
        const operation = { viewer, operation: name, key, input }
        return await context.transaction((sql) => once(sql, operation, () => write(sql)))
      }
      const isWhole = options.transaction || options.idempotent
      return await (isWhole ? context.transaction(write) : write(context.sql))
    } finally {
      context.loaders.clear()
    }
  }

  const run = async (
    given: Record<string, unknown>,
    context: Context,
    info: GraphQLResolveInfo,
  ): Promise<Success> => {
    if (!context.viewer) throw new Error(`${name} ran for nobody`)
    // The single statement of `update` checks the viewer's write access itself.
    const viewer = options.update ? context.viewer : await revalidateViewer(context.viewer, context.reads)
    if (options.admin && !viewer.isAdmin) throw new ForbiddenError('Only admins may do this.')
    const checked = rules.safeParse(given)
    if (!checked.success) {
      throw new ValidationError(
        checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      )
    }
    const { clientMutationId, idempotencyKey: key, ...rest } = checked.data as Common
    if (key && context.services.features?.absentTables.has(table('GatewayIdempotencyKey').name)) {
      const message = 'cannot be remembered: the gateway’s own table is not in this database'
      throw new ValidationError([{ path: 'idempotencyKey', message }])
    }
    const asked = { input: rest as Values<Given>, key, viewer, context, info }
    try {
      const done = await retryOnConflict(() => attempt(asked))
      const account = options.accountOf?.(done, viewer)
      if (account) context.services.invalidateAccount?.(account)
      return { ...done, clientMutationId: clientMutationId ?? null }
    } catch (error) {
      throw (await refusalIn(error, context.sql)) ?? (await conflictIn(error, context.sql)) ?? error
    }
  }

  builder.mutationField(name, (t) =>
    t.field({
      type: Success,
      description: options.description,
      // Admin rights are revalidated in the resolver, and a refused attempt is logged like any other.
      authScopes: { signedIn: true },
      errors: {
        types: [ValidationError, ...[...errors].map((error) => errorTypes[error])],
        union: {
          name: `${typeName}Payload`,
          description: `The result of \`${name}\`, or the error that prevented it.`,
        },
      },
      args: { input: t.arg({ type: Input, required: true }) },
      resolve: async (_root, { input }, context, info) => {
        const rows = keysIn(input, inputs)
        try {
          const done = await run(input, context, info)
          audit(context, name, { outcome: 'done', rows: { ...rows, ...keysOf(done, options.payload) } })
          return done
        } catch (error) {
          audit(context, name, { outcome: error instanceof Error ? error.constructor.name : 'failed', rows })
          throw error
        }
      },
    }),
  )
}

/** Returns the row keys in the input. Malformed ids are left out, because their content is arbitrary. */
function keysIn(input: Record<string, unknown>, fields: Fields): Record<string, unknown> {
  const keys: Record<string, unknown> = {}
  for (const [name, { model }] of Object.entries(fields)) {
    const given = input[name]
    if (!model || given == null) continue
    const ids: unknown[] = Array.isArray(given) ? given.slice(0, maxLoggedIds) : [given]
    const known = ids.map((id) => keyFrom(model, String(id))).filter((key) => key !== null)
    keys[name] = Array.isArray(given) ? known : known[0]
  }
  return keys
}

const maxLoggedIds = 50

function keysOf(done: Record<string, unknown>, changed: Readonly<Record<string, Model>> = {}) {
  return Object.fromEntries(Object.keys(changed).map((key) => [key, done[key]]))
}

/** Logs one line per write. Only row keys are logged, because values may be secret. */
function audit(context: Context, mutation: string, what: Record<string, unknown>): void {
  context.log.info({ mutation, viewer: context.viewer?.id, requestId: context.requestId, ...what }, 'write')
}
