import { cutText } from '../data/cut-text.ts'
import { isJsonObject } from '../data/json.ts'
import { fromJsonText, parseJsonText } from '../data/json-text.ts'
import { beginWalk, listEntries } from '../data/resumable.ts'
import { spend, valueUnits } from '../data/turns.ts'
import { getKeyFacts } from './key-facts.ts'
import { omitMaskedAddresses } from './masking/addresses.ts'
import { blank, blankInput, blankResult } from './masking/blank.ts'
import { findTableColumns, maskByPreviousItem, maskCells } from './masking/lists.ts'
import { getPairedName, isAmbiguousSecret, isPairedSecret } from './masking/pairs.ts'
import { isLabel, isPlaceholder } from './masking/plausible.ts'
import { mapItems, visitMembers, type WalkState } from './masking/walk.ts'
import { cut, hidden, maxTextLength, scrubPlatformSecrets, scrubText } from './secret-patterns.ts'
import { isCredentialTool, isMediaTool, isShared } from './tools.ts'

/** The audience for which JSON is masked: the owner of a session, an admin, or another viewer. */
export type Audience = { readonly owner: boolean; readonly admin?: boolean }

/** Costs are visible to the owner and admins, not to other viewers of a public session. */
export const canSeeCosts = ({ owner, admin = false }: Audience): boolean => owner || admin

const costKeys = new Set(['cost', 'cost_usd', 'credits_charged'])

/** Returns the platform's own spelling of a name in camel case, which other writers of the same JSON use. */
const toSnakeCase = (name: string): string =>
  /[A-Z]/.test(name)
    ? name.replace(/[A-Z]/g, (letter, at) => (at > 0 ? '_' : '') + letter.toLowerCase())
    : name

type Json = Readonly<Record<string, unknown>>
type Entry = readonly [key: string, value: unknown]

/** Keys that are always removed: internal data of providers and models. */
const neverSent = new Set([
  'provider_options',
  'provider_data',
  'provider_metadata',
  'thought_signature',
  'redacted_reasoning_content',
  'encrypted_content',
  'system_prompt',
  'session_state',
])

/** An address that grants access to the sandbox; kept for the owner alone. */
const sandboxKey = 'vscode_url'

const inputKeys = new Set(['tool_input', 'tool_args', 'input', 'arguments', 'args'])
const resultKeys = new Set(['result', 'output', 'content'])
/** In the input and result of a credential tool, these keys identify the credential and are not secret. */
const namingKeys = new Set(
  'key keys name names description database url endpoint_url path project_directory field_type type message reason'.split(
    ' ',
  ),
)
/** Lists of the variables that a credential tool asks for; models write them as JSON text too. */
const askingKeys = new Set(['requested_keys', 'keys'])

/** Maximum nesting depth, deeper than any writer's, which protects the stack; deeper values become `cut`. */
const maxDepth = 60
/** Maximum number of values in a document; with `maxCharacters` it bounds the time for one document. */
const maxValues = 100_000
const maxCharacters = maxTextLength
/** The state of masking one document. `isExact`: of the owner's own content, only platform credentials are masked. */
type Walk = WalkState & { readonly audience: Audience; readonly isExact: boolean }

/** Walks over one document, and counts its values as work of this turn of the event loop. */
function walkDocument(audience: Audience, work: (walk: Walk) => unknown): unknown {
  const kept = beginWalk()
  if (kept?.result) return kept.result.value
  const budget = { values: maxValues, characters: maxCharacters }
  const value = work({ audience, isExact: false, budget, kept })
  spend((maxValues - budget.values) * valueUnits)
  if (kept) kept.result = { value }
  return value
}

/**
 * Masks the JSON of an event, message or transcript for an audience: masks credentials in every string,
 * removes system prompts and provider data, and hides tool input and results that are not shared. The
 * structure of arrays and objects is kept. A document that is stored as JSON text is masked and returned as what it holds: as text, it
 * would be masked without its structure.
 */
export function scrubJson(value: unknown, audience: Audience): unknown {
  return walkDocument(audience, (walk) => scrub(fromJsonText(value), walk, 0))
}

/** Masks the input of a tool for an audience; JSON stored as text is parsed first. */
export function scrubToolInput(tool: string, input: unknown, audience: Audience): unknown {
  return walkDocument(audience, (walk) => scrubInput(tool, input, walk, 0))
}

/** Masks the result of a tool for an audience. */
export function scrubToolResult(tool: string, result: unknown, audience: Audience): unknown {
  return walkDocument(audience, (walk) => scrubResult(tool, result, walk, 0))
}

/** Returns what a user made, such as the changes of a design: exact for the owner, scrubbed for everyone else. */
export function scrubOwnWork(value: unknown, audience: Audience): unknown {
  return walkDocument(audience, (walk) => scrub(value, { ...walk, isExact: audience.owner }, 0))
}

/** Masks a value; `object` is the one whose member it is, if any. */
function scrub(value: unknown, walk: Walk, depth: number, object?: Json): unknown {
  const { budget, isExact } = walk
  budget.values -= 1
  if (typeof value === 'string') {
    if (budget.characters <= 0 || budget.values < 0) return cut
    const text = cutText(value, budget.characters)
    budget.characters -= value.length
    const masked = isExact ? scrubPlatformSecrets(text) : scrubText(text)
    return text === value ? masked : `${masked}${cut}`
  }
  if (typeof value !== 'object' || value === null) return value
  if (depth > maxDepth || budget.values < 0) return cut
  if (!Array.isArray(value)) return scrubObject(value as Json, walk, depth)
  const items = isExact ? value : value.filter((item) => !isSystemMessage(item))
  const shown = items.slice(0, budget.values + 1)
  if (isExact) return mapItems(value, shown, walk, (item) => scrub(item, walk, depth + 1))
  const columns = findTableColumns(items, object)
  const scrubItem = (item: unknown) => maskCells(scrub(item, walk, depth + 1), columns)
  return maskByPreviousItem(items, mapItems(value, shown, walk, scrubItem))
}

/** True for messages with the platform's instructions to the model. */
export function isSystemMessage(value: unknown): boolean {
  const role = isJsonObject(value) ? value.role : undefined
  return role === 'system' || role === 'developer'
}

function scrubObject(object: Json, walk: Walk, depth: number): Json {
  const tool = toolNamed(object)
  const entries = listEntries(object)
  if (walk.kept) {
    const visit = (entry: Entry, made: Entry[]) => addMember(entry, object, tool, walk, depth, made)
    return Object.fromEntries(visitMembers(object, entries, walk.budget, walk.kept, visit))
  }
  const scrubbed: Entry[] = []
  // No closure: it takes a third of the time of a small object.
  for (const entry of entries) addMember(entry, object, tool, walk, depth, scrubbed)
  return Object.fromEntries(scrubbed)
}

function addMember(
  [key, value]: Entry,
  object: Json,
  tool: string | undefined,
  walk: Walk,
  depth: number,
  scrubbed: Entry[],
): void {
  const name = toSnakeCase(key)
  if (isHidden(walk.isExact ? key : name, object, walk.audience) || walk.budget.values < 0) return
  scrubbed.push([scrubKey(key, walk), scrubMember(key, name, value, object, tool, walk, depth + 1)])
}

/** True for a member that an audience does not get. What the owner gave a tool may have members of any other spelling. */
function isHidden(name: string, object: Json, audience: Audience): boolean {
  if (neverSent.has(name) || (name === 'signature' && 'thinking' in object)) return true
  if (costKeys.has(name) && !canSeeCosts(audience)) return true
  return name === sandboxKey && !audience.owner
}

function scrubMember(
  key: string,
  name: string,
  value: unknown,
  object: Json,
  tool: string | undefined,
  walk: Walk,
  depth: number,
) {
  if (tool !== undefined && inputKeys.has(name)) return scrubInput(tool, value, walk, depth)
  if (tool !== undefined && resultKeys.has(name)) return scrubResult(tool, value, walk, depth)
  if (name === sandboxKey) return scrub(value, { ...walk, isExact: true }, depth)
  if (name === 'user_input_schema') return scrubAnswers(value, object, walk, depth)
  if (walk.isExact) return scrub(value, walk, depth)
  if (isSecretKey(key)) return mask(value, walk, depth)
  return typeof value === 'string'
    ? textMember(key, value, object, walk, depth)
    : scrub(value, walk, depth, object)
}

/** Masks a text by its key, or by the name that another member of the object gives it. */
function textMember(key: string, value: string, object: Json, walk: Walk, depth: number): unknown {
  if (headers.test(key)) return scrubHeader(key, value, walk, depth)
  if (isAmbiguousSecret(key, value, object)) return hidden
  const name = getPairedName(object, key)
  if (name === undefined) return scrub(value, walk, depth)
  if (headers.test(name)) return scrubHeader(name, value, walk, depth)
  return isPairedSecret(name, value) ? hidden : scrub(value, walk, depth)
}

/** Returns the tool that an object is a call or result of. */
export function toolNamed(object: Json): string | undefined {
  const name = object.tool_name ?? object.toolName
  if (typeof name === 'string') return name
  const isOfTool = object.type === 'tool_call' || object.type === 'tool_result' || object.role === 'tool'
  const isCall = isOfTool || 'arguments' in object
  return isCall && typeof object.name === 'string' ? object.name : undefined
}

function scrubInput(tool: string, input: unknown, walk: Walk, depth: number): unknown {
  const value = typeof input === 'string' ? parseJsonText(input) : input
  if (isCredentialTool(tool)) return maskAll(value, walk, depth)
  if (walk.audience.owner) return scrub(value, { ...walk, isExact: true }, depth)
  if (isMediaTool(tool)) return omitMaskedAddresses(scrub(value, walk, depth))
  if (isShared(tool)) return scrub(value, walk, depth)
  return isJsonObject(value) ? blankInput(value) : blank(value)
}

function scrubResult(tool: string, result: unknown, walk: Walk, depth: number): unknown {
  if (isCredentialTool(tool)) return maskAll(result, walk, depth)
  if (walk.audience.owner) return scrub(result, { ...walk, isExact: true }, depth)
  if (isShared(tool)) return scrub(result, walk, depth)
  return isJsonObject(result) ? blankResult(result) : blank(result)
}

/** Masks the user's answers to a tool that asks: they are as secret as the tool. */
function scrubAnswers(value: unknown, object: Json, walk: Walk, depth: number): unknown {
  const schema = typeof value === 'string' ? parseJsonText(value) : value
  const execution = object.tool_execution ?? object.toolExecution
  const call = isJsonObject(execution) ? execution : object
  const isSecret = !walk.audience.owner || isCredentialTool(toolNamed(call) ?? '')
  if (!isSecret) return scrub(schema, walk, depth)
  if (typeof schema === 'string') return blank(schema)
  return Array.isArray(schema)
    ? schema.slice(0, 1_000).map((field) => scrubField(field, walk, depth + 1))
    : scrubField(schema, walk, depth)
}

/** Masks the answer in a field of a form, or in the properties of a JSON Schema. */
function scrubField(field: unknown, walk: Walk, depth: number): unknown {
  if (!isJsonObject(field) || depth > maxDepth) return scrub(field, walk, depth)
  const { properties } = field
  const inner = isJsonObject(properties) ? Object.entries(properties).slice(0, 1_000) : undefined
  const open = { ...field, ...('value' in field && { value: null }), ...(inner && { properties: null }) }
  const scrubbed = scrub(open, walk, depth)
  if (!isJsonObject(scrubbed)) return scrubbed
  return {
    ...scrubbed,
    ...('value' in field && { value: blank(field.value) }),
    ...(inner && {
      properties: Object.fromEntries(
        inner.map(([name, property]) => [scrubKey(name, walk), scrubField(property, walk, depth + 1)]),
      ),
    }),
  }
}

/** Masks every string except names and descriptions; other values are kept. */
function maskAll(value: unknown, walk: Walk, depth: number): unknown {
  walk.budget.values -= 1
  if (typeof value === 'string') return value === '' ? value : hidden
  if (typeof value !== 'object' || value === null) return value
  if (depth > maxDepth || walk.budget.values < 0) return cut
  if (Array.isArray(value)) return mapItems(value, value, walk, (item) => maskAll(item, walk, depth + 1))
  const other: Walk = { ...walk, isExact: false, audience: { owner: false } }
  const visit = (entry: Entry, made: Entry[]) => addMasked(entry, other, depth + 1, made)
  return Object.fromEntries(visitMembers(value, listEntries(value as Json), walk.budget, walk.kept, visit))
}

function addMasked([key, value]: Entry, walk: Walk, depth: number, masked: Entry[]): void {
  const name = toSnakeCase(key)
  if (neverSent.has(name) || name === sandboxKey) return
  const given = askingKeys.has(key) ? fromJsonText(value) : value
  masked.push([scrubKey(key, walk), (namingKeys.has(key) ? scrub : maskAll)(given, walk, depth)])
}

/** Masks the value of a secret key; labels and placeholders, as in translations and forms, are kept. */
function mask(value: unknown, walk: Walk, depth: number): unknown {
  if (typeof value !== 'string') return maskAll(value, walk, depth)
  const isShown = value === '' || (value.length < 3_000 && (isLabel(value) || isPlaceholder(value)))
  return isShown ? scrub(value, walk, depth) : hidden
}

const headers = /^(?:proxy-)?authorization$|^(?:set-)?cookie$/i

/** Masks a header's value as text next to its name. */
function scrubHeader(key: string, value: string, walk: Walk, depth: number): unknown {
  const text = scrub(`${key}: ${value}`, walk, depth)
  return typeof text === 'string' ? text.slice(key.length + 2) : text
}

const scrubKey = (key: string, { isExact }: Walk): string =>
  isExact ? scrubPlatformSecrets(key) : getKeyFacts(key).shown
const isSecretKey = (key: string): boolean => getKeyFacts(key).isSecret
