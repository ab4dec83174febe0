import type { ExecutionResult, FormattedExecutionResult } from 'graphql'
import { dataUnits, reserveToEnd, spend } from '../data/turns.ts'

/** A result as it is sent, with its errors masked. */
type Final = ExecutionResult | FormattedExecutionResult

/** A result with the JSON of its data. `stringify` is what Yoga calls in place of `JSON.stringify`. */
export type SerializedData = ExecutionResult & { stringify(result: Final): string }

/**
 * Weight of a value that is serialized by one call: a value counts one, and one more for each 50 characters of its texts. So
 * small that a JSON value under aliases, which V8 takes long for, is not a part of one.
 */
const maxPieceWeight = 2_000
const charactersPerWeight = 50
/** Characters of small values that are serialized before their turn is looked at. */
const maxUncounted = 16_384
/** Deeper values are serialized by one call, because each piece costs as many steps as its depth. */
const maxSplitDepth = 60
/** Texts of smaller values are not remembered. */
const minRememberedLength = 1_024

/** Serializes the data of a large result in several turns of the event loop. Its errors, which are not masked yet, later. */
export async function serializeData(result: ExecutionResult): Promise<SerializedData> {
  const data = await serializeInTurns(result.data)
  const member = (name: string, value: unknown) => (name === 'data' ? data : JSON.stringify(value))
  const stringify = (final: Final) => {
    const members = Object.entries(final).map(([name, value]) => [name, member(name, value)] as const)
    const defined = members.filter(([, text]) => text !== undefined)
    return `{${defined.map(([name, text]) => `"${name}":${text}`).join()}}`
  }
  return { ...result, stringify }
}

/** True if `serializeData` made the JSON of the result's data. */
export const hasSerializedData = (result: object): result is SerializedData => 'stringify' in result

/** True if a value weighs more than `maxWeight`; visits no more values. Makes no list of an object's members, as every event is weighed. */
export function isLarge(root: unknown, maxWeight: number): boolean {
  let left = maxWeight
  const open = [root]
  while (open.length > 0) {
    const value = open.pop()
    left -= 1
    if (typeof value === 'string') left -= value.length / charactersPerWeight
    if (left < 0) return true
    if (!isContainer(value)) continue
    if (Array.isArray(value)) {
      if (value.length > left) return true
      for (const item of value) open.push(item)
      continue
    }
    for (const key in value) {
      if (open.length > left) return true
      open.push((value as Record<string, unknown>)[key])
    }
  }
  return false
}

/** `JSON.stringify` of plain data, in turns of the event loop. */
export async function serializeInTurns(root: unknown): Promise<string> {
  if (!isContainer(root)) return serializeLeaf(root)
  const pieces = serialize(root, new Map(), 0)
  for (;;) {
    const { done, value } = pieces.next()
    if (done) return value
    spend(value * dataUnits)
    const turn = reserveToEnd(0)
    if (turn) await turn
  }
}

type Pieces = Generator<number, string>

/**
 * Serializes an object or array piece by piece; yields the length of each. The text of one that occurs again, as that of a
 * column under several aliases does, is made once: the text of the whole refers to it.
 */
function* serialize(value: object, texts: Map<object, string>, depth: number): Pieces {
  const known = texts.get(value)
  if (known !== undefined) return known
  const isPiece = depth > maxSplitDepth || !isLarge(value, maxPieceWeight)
  const text = isPiece ? JSON.stringify(value) : yield* serializeMembers(value, texts, depth)
  if (isPiece) yield text.length
  if (text.length >= minRememberedLength) texts.set(value, text)
  return text
}

function* serializeMembers(value: object, texts: Map<object, string>, depth: number): Pieces {
  const isArray = Array.isArray(value)
  let text = ''
  let uncounted = 0
  for (const [name, member] of isArray ? value.entries() : Object.entries(value)) {
    if (member === undefined && !isArray) continue
    const part = isContainer(member) ? yield* serialize(member, texts, depth + 1) : serializeLeaf(member)
    const start = isArray ? '' : `${JSON.stringify(name)}:`
    text += text === '' ? start + part : `,${start}${part}`
    uncounted += start.length + (isContainer(member) ? 0 : part.length)
    if (uncounted < maxUncounted) continue
    yield uncounted
    uncounted = 0
  }
  return isArray ? `[${text}]` : `{${text}}`
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

const serializeLeaf = (value: unknown): string =>
  typeof value === 'boolean' || Number.isFinite(value) ? String(value) : (JSON.stringify(value) ?? 'null')
