import type { EnumRef, InputRef } from '@pothos/core'
import { z } from 'zod'
import type { Model } from '../data/batching/table.ts'
import { isStorableText } from '../data/values.ts'
import { builder, type SchemaTypes } from './builder.ts'
import { toModelKey } from './nodes.ts'
import type { OpenEnum } from './open-enum.ts'

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
  | EnumRef<SchemaTypes, string>

/** A field of an input object: its GraphQL type, validation rule and description. */
export type InputField<Rule extends z.ZodType = z.ZodType> = {
  readonly type: InputType | [InputType]
  readonly rule: Rule
  readonly description?: string
  /** The model that the id, or each id of the list, belongs to. */
  readonly model?: Model
}

/** The fields of an input object by name. */
export type Fields = Readonly<Record<string, InputField>>
/** The validated values of an input object. */
export type Values<Given extends Fields> = { [Name in keyof Given]: z.output<Given[Name]['rule']> }

/** Defines an input field; it is required if the rule rejects `undefined`. */
export function inputField<Rule extends z.ZodType>(
  type: InputType | [InputType],
  rule: Rule,
  description: string | undefined,
): InputField<Rule> {
  return { type, rule, description }
}

/** Returns true if the client must provide a value. */
export function isRequired({ rule }: InputField): boolean {
  return !rule.safeParse(undefined).success
}

/** Defines an input object that is nested in another input. */
export function inputObject<Given extends Fields>(name: string, description: string, fields: Given) {
  const type = builder.inputRef<Record<string, unknown>>(name).implement({
    description,
    fields: (t) => inputFields(t, fields),
  })
  const shape = Object.fromEntries(Object.entries(fields).map(([key, { rule }]) => [key, rule]))
  return { type, rule: z.object(shape) as unknown as z.ZodType<Values<Given>> }
}

type FieldBuilder = Parameters<Parameters<ReturnType<typeof builder.inputRef>['implement']>[0]['fields']>[0]

/** Converts fields to Pothos input fields. Model and rule stay in the extensions, where tests read them. */
export function inputFields(t: FieldBuilder, fields: Fields) {
  return Object.fromEntries(
    Object.entries(fields).map(([key, given]) => [
      key,
      t.field({
        type: given.type as 'String',
        description: given.description,
        required: isRequired(given),
        extensions: { model: given.model, rule: given.rule },
      }),
    ]),
  )
}

const noSuchKey = '00000000-0000-0000-0000-000000000000'
const idRule = (model: Model) => z.string().transform((id) => toModelKey(model, id) ?? noSuchKey)

/**
 * The id of a row, as global id or bare key. A malformed id matches nothing, like the id of a missing row.
 */
export function idInput(model: Model, description?: string) {
  return { ...inputField('ID', idRule(model), description), model }
}

/** An optional id of a row. */
export function optionalIdInput(model: Model, description?: string) {
  return { ...inputField('ID', idRule(model).nullish(), description), model }
}

const keysRule = (model: Model, max: number) =>
  z
    .array(idRule(model))
    .max(max)
    .transform((keys) => [...new Set(keys)])

/** A non-empty list of ids; duplicates are removed. */
export function idListInput(model: Model, max: number, description?: string) {
  const rule = keysRule(model, max).refine((keys) => keys.length > 0, 'must have at least one id')
  return { ...inputField(['ID'], rule, description), model }
}

/** An optional list of ids. */
export function optionalIdListInput(model: Model, max: number, description?: string) {
  return { ...inputField(['ID'], keysRule(model, max).nullish(), description), model }
}

/** Optimistic locking: with an expected version, the row changes only if it still has that version. */
export const expectedVersion = inputField(
  'BigInt',
  z.string().nullish(),
  'The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError.',
)

/** Text without characters that PostgreSQL's `text` cannot store. */
export const anyText = z.string().refine(isStorableText, {
  error: 'holds a character that no text in the database can hold',
})

/**
 * Text trimmed of surrounding white space, of `min` to `max` characters; HTML and line breaks are kept.
 */
export function text(max: number, min = 1) {
  return anyText.transform((value) => value.trim()).pipe(z.string().min(min).max(max))
}

/** Text kept verbatim, surrounding white space included; it must not be blank. */
export function rawText(max: number) {
  return anyText.pipe(z.string().max(max)).refine((value) => value.trim() !== '', 'must say something')
}

/** A single line without control characters. HTML is kept: escaping it is the client's responsibility. */
export function singleLine(max: number, min = 1) {
  return text(max, min).refine((value) => !/\p{Cc}/u.test(value), 'must be one line of plain characters')
}

const maxJsonDepth = 32

/** JSON that serializes to at most `max` characters and is not nested more deeply than parsers accept. */
export function json<Rule extends z.ZodType>(shape: Rule, max: number) {
  return z
    .unknown()
    .refine((value) => isPlain(value, maxJsonDepth), {
      error: `holds a character or a number that the database cannot hold, or is deeper than ${maxJsonDepth} levels`,
      abort: true,
    })
    .refine((value) => JSON.stringify(value ?? null).length <= max, {
      error: `must have at most ${max} characters as JSON`,
      abort: true,
    })
    .pipe(shape)
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isStorableText(value)
  // A number beyond the range of a double is Infinity here and would be serialized as null.
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth - 1))
  return Object.entries(value).every(([key, part]) => isStorableText(key) && isPlain(part, depth - 1))
}

/**
 * An input enum whose names are the stored values in upper case: `{ running: 'Running.' }` defines `RUNNING`.
 */
export function enumInput<const Stored extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Stored, string>>,
) {
  const stored = Object.keys(values) as Stored[]
  const type = builder.enumType(name, {
    description,
    values: Object.fromEntries(
      stored.map((value) => [value.toUpperCase(), { value, description: values[value] }]),
    ),
  }) as EnumRef<SchemaTypes, string>
  return { type, rule: z.enum(stored) }
}

/**
 * An input of an output enum, restricted to the values that clients may write. The parsed value is the stored
 * one.
 */
export function inputEnum<const Stored extends string>(
  { ref, of }: OpenEnum,
  values: readonly Stored[],
  description: string,
) {
  const stored = new Map(values.map((value) => [of(value), value]))
  const rule = z.enum([...stored.keys()]).transform((name) => stored.get(name) as Stored)
  return inputField(ref, rule, description)
}

/** The same, which clients may leave out. */
export function optionalInputEnum<const Stored extends string>(
  values: OpenEnum,
  stored: readonly Stored[],
  description: string,
) {
  const { type, rule } = inputEnum(values, stored, description)
  return inputField(type, rule.optional(), description)
}
