import {
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql'
import type { z } from 'zod'
import { ownRows } from '../../src/auth/rules.ts'
import type { Viewer } from '../../src/auth/viewer.ts'
import { always, type Condition } from '../../src/data/batching/condition.ts'
import { keyOf, type Model, ref, table } from '../../src/data/batching/table.ts'
import type { Database } from '../../src/data/database.ts'
import { schema } from '../../src/schema/schema.ts'

/** Which key of a model a sample input names. `place` says where the id stands: `references.assetId`. */
export type KeyAt = (model: Model, place: string) => string

/** The name of each mutation of the schema. */
export const mutations: readonly string[] = Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()

/** Values of each type, one of which most rules accept. A rule can name one that it does: `.meta({ example })`. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
  String: [
    'Example',
    'en',
    'example',
    'example-1',
    'name@example.com',
    'https://example.com/a.png',
    '#112233',
  ],
  Int: [1, 0, 10],
  Float: [1, 0.5],
  Boolean: [true],
  BigInt: ['1'],
  Decimal: ['1.5'],
  DateTime: ['2026-06-15T12:00:00Z'],
  JSON: [{ example: true }, [], { mcpServers: { example: { command: 'example' } } }],
}

/** What works without, and would only stand in the way of what a walk wants to see. */
const skipped: ReadonlySet<string> = new Set(['clientMutationId', 'idempotencyKey', 'expectedVersion'])

function fieldsOf(name: string): GraphQLInputField[] {
  const type = getNullableType(schema.getMutationType()?.getFields()[name]?.args[0]?.type)
  if (!isInputObjectType(type)) throw new Error(`${name} takes no input`)
  return Object.values(type.getFields())
}

/** A whole input that meets the rules of its fields, with ids of these keys: new mutations need nothing said here. */
export function buildSampleInput(mutation: string, keyAt: KeyAt): Record<string, unknown> {
  const fields = fieldsOf(mutation).filter(({ name }) => !skipped.has(name))
  return objectOf(fields, { mutation, keyAt, path: '' }).given as Record<string, unknown>
}

/** Keys of rows that this user may change, at most so many. Rows of models without an owner are anyone's. */
export async function listOwnKeys(
  database: Database,
  model: Model,
  viewer: Viewer,
  max: number,
): Promise<string[]> {
  const own = ownRowsIfOwned(model, viewer)
  const places = own.values.map((_, i) => `$${i + 1}`)
  const text = `select ${ref('t', model, keyOf(model))}::text as key from ${table(model).name} t
where ${own.text('t', places)} order by 1 limit ${max}`
  return (await database.query<{ key: string }>(text, own.values)).map(({ key }) => key)
}

function ownRowsIfOwned(model: Model, viewer: Viewer): Condition {
  try {
    return ownRows(model, viewer)
  } catch {
    return always
  }
}

/** Where the ids of a mutation's input stand. */
export function listPlacesOfIds(mutation: string): ReadonlyMap<string, Model> {
  const places = new Map<string, Model>()
  buildSampleInput(mutation, (model, place) => {
    places.set(place, model)
    return '00000000-0000-4000-8000-000000000000'
  })
  return places
}

/** A value as a client writes it, and as the rule gets it: they differ for enums. */
type Sample = { readonly given: unknown; readonly parsed: unknown }

type At = { readonly mutation: string; readonly keyAt: KeyAt; readonly path: string }

const same = (value: unknown): Sample => ({ given: value, parsed: value })

function objectOf(fields: readonly GraphQLInputField[], at: At): Sample {
  const samples = fields.map((field) => {
    const path = at.path ? `${at.path}.${field.name}` : field.name
    return [field.name, sample(field, { ...at, path })] as const
  })
  const each = (of: keyof Sample) => Object.fromEntries(samples.map(([name, value]) => [name, value[of]]))
  return { given: each('given'), parsed: each('parsed') }
}

function sample(field: GraphQLInputField, at: At): Sample {
  const { model, rule } = field.extensions as { model?: Model; rule: z.ZodType }
  const example = rule.meta()?.example
  const values = example === undefined ? candidates(field.type, at, model) : [same(example)]
  const fitting = values.find(({ parsed }) => rule.safeParse(parsed).success)
  if (!fitting) {
    throw new Error(`No sample meets the rule of ${at.mutation} ${at.path}: give the rule .meta({ example })`)
  }
  return fitting
}

function candidates(type: GraphQLInputType, at: At, model: Model | undefined): Sample[] {
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    const ones = candidates(nullable.ofType, at, model)
    return [...ones.map(({ given, parsed }) => ({ given: [given], parsed: [parsed] })), same([])]
  }
  if (isInputObjectType(nullable)) return [objectOf(Object.values(nullable.getFields()), at)]
  if (isEnumType(nullable))
    return nullable.getValues().map(({ name, value }) => ({ given: name, parsed: value }))
  if (nullable.name !== 'ID') return (samples[nullable.name] ?? []).map(same)
  if (!model) throw new Error(`${at.mutation} ${at.path} is an id of nothing: say of which model`)
  return [same(at.keyAt(model, at.path))]
}
