import type { EnumRef, InputRef } from '@pothos/core'
import { z } from 'zod'
import type { Model } from '../data/batching/table.ts'
import { builder, type SchemaTypes } from './builder.ts'
import { keyFrom } from './nodes.ts'
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

/** One field of an input: its GraphQL type, the rule that its value must meet, and what it is. */
export type InputField<Rule extends z.ZodType = z.ZodType> = {
  readonly type: InputType | [InputType]
  readonly rule: Rule
  readonly description?: string
  /** Of an id, or a list of them: what it is the id of. */
  readonly model?: Model
}

export type Fields = Readonly<Record<string, InputField>>
export type Values<Given extends Fields> = { [Name in keyof Given]: z.output<Given[Name]['rule']> }

/** An input field; it is required where the rule accepts no absent value. */
export function inputField<Rule extends z.ZodType>(
  type: InputType | [InputType],
  rule: Rule,
  description?: string,
): InputField<Rule> {
  return { type, rule, description }
}

/** Whether the client must give a value. */
export function isRequired({ rule }: InputField): boolean {
  return !rule.safeParse(undefined).success
}

/** An input object whose fields stand inside another input: its type, and the rule of its values. */
export function inputObject<Given extends Fields>(name: string, description: string, fields: Given) {
  const type = builder.inputRef<Record<string, unknown>>(name).implement({
    description,
    fields: (t) => inputFields(t, fields),
  })
  const shape = Object.fromEntries(Object.entries(fields).map(([key, { rule }]) => [key, rule]))
  return { type, rule: z.object(shape) as unknown as z.ZodType<Values<Given>> }
}

type FieldBuilder = Parameters<Parameters<ReturnType<typeof builder.inputRef>['implement']>[0]['fields']>[0]

/** The fields as GraphQL has them. Which model an id belongs to, and the rule, stay with the field for the tests. */
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
const idRule = (model: Model) => z.string().transform((id) => keyFrom(model, id) ?? noSuchKey)

/** The id of a row, global or bare. What is no id finds nothing, as the id of a missing row does. */
export function idInput(model: Model, description?: string) {
  return { ...inputField('ID', idRule(model), description), model }
}

/** An id that may be absent. */
export function optionalIdInput(model: Model, description?: string) {
  return { ...inputField('ID', idRule(model).nullish(), description), model }
}

const keysRule = (model: Model, most: number) =>
  z
    .array(idRule(model))
    .max(most)
    .transform((keys) => [...new Set(keys)])

/** Ids of rows, at least one; repetitions count once. */
export function idListInput(model: Model, most: number, description?: string) {
  const rule = keysRule(model, most).refine((keys) => keys.length > 0, 'must have at least one id')
  return { ...inputField(['ID'], rule, description), model }
}

/** Ids of rows, or none. */
export function optionalIdListInput(model: Model, most: number, description?: string) {
  return { ...inputField(['ID'], keysRule(model, most).nullish(), description), model }
}

/** The version that the client saw: with it, the row changes only if nobody else changed it since. */
export const expectedVersion = inputField(
  'BigInt',
  z.string().nullish(),
  'The version you saw. If someone changed the row since, nothing happens and you get a VersionConflictError.',
)

const storable = (trimmedText: string) => !trimmedText.includes('\0') && trimmedText.isWellFormed()

/** Text that a column can hold. */
export const anyText = z.string().refine(storable, {
  error: 'holds a character that no text in the database can hold',
})

/** Text of this many characters at most, kept as it is (HTML and line breaks too) but for spaces around it. */
export function text(most: number, least = 1) {
  return anyText.transform((value) => value.trim()).pipe(z.string().min(least).max(most))
}

/** Text that is kept to the last character, spaces around it too. */
export function rawText(most: number) {
  return anyText.pipe(z.string().max(most)).refine((value) => value.trim() !== '', 'must say something')
}

/** A name: one line without control characters. HTML is kept as it is: showing it safely is the client's business. */
export function singleLine(most: number, least = 1) {
  return text(most, least).refine((value) => !/\p{Cc}/u.test(value), 'must be one line of plain characters')
}

const maxJsonDepth = 32

/** JSON of this many characters at most when written out, and of a depth that every parser takes. */
export function json<Rule extends z.ZodType>(shape: Rule, most: number) {
  return z
    .unknown()
    .refine((value) => isPlain(value, maxJsonDepth), {
      error: `holds a character or a number that the database cannot hold, or is deeper than ${maxJsonDepth} levels`,
      abort: true,
    })
    .refine((value) => JSON.stringify(value ?? null).length <= most, {
      error: `must have at most ${most} characters as JSON`,
      abort: true,
    })
    .pipe(shape)
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return storable(value)
  // What is too large for JavaScript is infinite here, and would be written as null.
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.entries(value).every(([key, part]) => storable(key) && isPlain(part, depth - 1))
}

/** An input enum whose values stand for what a column holds: `{ running: 'At work.' }` is `RUNNING`. */
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

/** A value of an enum that clients read too, among those that they may write; comes as the column holds it. */
export function inputEnum<const Stored extends string>(
  { ref, of }: OpenEnum,
  values: readonly Stored[],
  description?: string,
) {
  const stored = new Map(values.map((value) => [of(value), value]))
  const rule = z.enum([...stored.keys()]).transform((name) => stored.get(name) as Stored)
  return inputField(ref, rule, description)
}
