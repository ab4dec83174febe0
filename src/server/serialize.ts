import type { ExecutionResult, FormattedExecutionResult } from 'graphql'
import { dataUnits, reserveToEnd, spend } from '../data/turns.ts'
import { LimitError } from '../errors/limit-error.ts'
import { encodeInTurns, endOfPiece, type Measured, maxTextPiece, measure } from './encode-in-turns.ts'

/** A result as it is sent, with its errors masked. */
type Final = ExecutionResult | FormattedExecutionResult

/**
 * A result with the JSON of its data. `stringify` is what Yoga calls in place of `JSON.stringify`; `encode` returns the same in
 * UTF-8 between two texts, in pieces and turns of the event loop.
 */
export type SerializedData = ExecutionResult & {
  stringify(result: Final): string
  encode(result: Final, before?: string, after?: string): Promise<Buffer<ArrayBuffer>>
}

/**
 * Weight of a value that is serialized by one call: a value counts one, and one more for each 50 characters of its texts and
 * names. So small that a JSON value under aliases, which V8 takes long for, is not a part of one.
 */
const maxPieceWeight = 2_000
const charactersPerWeight = 50
/** Units of work after which the turn is looked at. */
const maxUncounted = 8_192
/** What finding out that a value is no piece counts as. */
const openedUnits = maxPieceWeight * 4
/** What a value counts as, beside its characters, that is a member of a large one: numbers take up to 0.3 µs. */
const memberUnits = 50
/** Texts of smaller values are not remembered. */
const minRememberedLength = 1_024

/**
 * Serializes the data of a large result in several turns of the event loop. Its errors, which are not masked yet, later. Rejects
 * with `LimitError` beyond `maxBytes` of JSON: what is counted while a result is made lacks escapes, which are up to six times a text.
 */
export async function serializeData(result: ExecutionResult, maxBytes?: number): Promise<SerializedData> {
  const data = await writeInTurns(result.data, maxBytes)
  return {
    ...result,
    stringify: (final) =>
      toParts(final, data)
        .map(({ text }) => text)
        .join(''),
    encode: (final, before = '', after = '') =>
      encodeInTurns([measure(before), ...toParts(final, data), measure(after)]),
  }
}

/** Returns the parts of the JSON of a result, of which `data` is one. */
function toParts(final: Final, data: Measured): Measured[] {
  const parts: Measured[] = []
  for (const [name, value] of Object.entries(final)) {
    const text: string | undefined = name === 'data' ? data.text : JSON.stringify(value)
    if (text === undefined) continue
    parts.push(measure(`${parts.length === 0 ? '{' : ','}"${name}":`), name === 'data' ? data : measure(text))
  }
  return [...parts, measure('}')]
}

/** True if `serializeData` made the JSON of the result's data. */
export const hasSerializedData = (result: object): result is SerializedData => 'encode' in result

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
      if (open.length + value.length > left) return true
      for (const one of value) open.push(one)
      continue
    }
    // `Object.entries` takes three times as long.
    for (const name in value) {
      left -= name.length / charactersPerWeight
      open.push((value as Record<string, unknown>)[name])
      if (open.length > left) return true
    }
  }
  return false
}

/** `JSON.stringify` of plain data, in turns of the event loop. Rejects with `LimitError` beyond `maxBytes`. */
export async function serializeInTurns(root: unknown, maxBytes?: number): Promise<string> {
  return (await writeInTurns(root, maxBytes)).text
}

async function writeInTurns(root: unknown, maxBytes = Number.POSITIVE_INFINITY): Promise<Measured> {
  const tally: Tally = { bytes: 0, units: 0 }
  const steps = serialize(root, tally)
  for (;;) {
    const { done, value } = steps.next()
    if (tally.bytes > maxBytes) throw new LimitError('responseBytes', maxBytes)
    if (done) return { text: value, bytes: tally.bytes }
    spend(tally.units)
    tally.units = 0
    const turn = reserveToEnd(0)
    if (turn) await turn
  }
}

/** The bytes of the JSON so far, and the units of work that were not counted yet. */
type Tally = { bytes: number; units: number }

/** Yields whenever there is much work to count. */
type Steps = Generator<undefined, string>

/** An object or array of which some members are written. */
type Frame = {
  readonly value: object
  /** Undefined for an array. */
  readonly names: readonly string[] | undefined
  /** The bytes of the JSON before it. */
  readonly bytesBefore: number
  text: string
  /** The index of its next member. */
  next: number
}

/**
 * Serializes a value member by member; on a stack of its own, as each step of nested generators takes as long as they are deep.
 * The text of an object that occurs again, as that of a column under several aliases does, is made once: the text of the whole
 * refers to it.
 */
function* serialize(root: unknown, tally: Tally): Steps {
  const texts = new Map<object, Measured>()
  const frames: Frame[] = []
  let value = root
  for (;;) {
    let text = serializeAtOnce(value, texts, tally)
    if (text === undefined && typeof value === 'string') text = yield* serializeLongText(value, tally)
    if (text === undefined) frames.push(openFrame(value as object, tally))
    if (tally.units >= maxUncounted) yield
    // Goes up to the next frame that has another member.
    for (let frame = frames.at(-1); ; frame = frames.at(-1)) {
      if (!frame) return text ?? 'null'
      if (text !== undefined) frame.text += text
      if (hasNext(frame)) {
        const name = frame.names?.[frame.next]
        const isLong = name !== undefined && name.length > maxTextPiece
        const long = isLong ? yield* serializeLongText(name, tally) : undefined
        frame.text += startMember(
          frame,
          long ?? (name === undefined ? name : serializeShortText(name, tally)),
          tally,
        )
        value = (frame.value as Record<number | string, unknown>)[name ?? frame.next]
        frame.next += 1
        tally.units += memberUnits
        break
      }
      frames.pop()
      text = frame.names ? `{${frame.text}}` : `[${frame.text}]`
      tally.bytes += 2
      remember(texts, frame.value, { text, bytes: tally.bytes - frame.bytesBefore })
    }
  }
}

function openFrame(value: object, tally: Tally): Frame {
  tally.units += openedUnits
  const names = Array.isArray(value) ? undefined : Object.keys(value)
  return { value, names, bytesBefore: tally.bytes, text: '', next: 0 }
}

/** True if a frame has another member, to which it goes on: members of objects that are undefined are left out. */
function hasNext(frame: Frame): boolean {
  const { names, value } = frame
  if (!names) return frame.next < (value as readonly unknown[]).length
  while (frame.next < names.length) {
    if ((value as Record<string, unknown>)[names[frame.next] ?? ''] !== undefined) return true
    frame.next += 1
  }
  return false
}

/** Returns what precedes a member's value. */
function startMember({ text }: Frame, name: string | undefined, tally: Tally): string {
  const start = `${text === '' ? '' : ','}${name === undefined ? '' : `${name}:`}`
  tally.bytes += start.length - (name?.length ?? 0)
  return start
}

/** Serializes what takes one call; returns undefined for a large value and a long text. */
function serializeAtOnce(value: unknown, texts: Map<object, Measured>, tally: Tally): string | undefined {
  if (typeof value === 'string')
    return value.length > maxTextPiece ? undefined : serializeShortText(value, tally)
  if (!isContainer(value)) {
    const text = serializeLeaf(value)
    tally.bytes += text.length
    tally.units += text.length * dataUnits
    return text
  }
  const known = texts.get(value)
  if (known) {
    tally.bytes += known.bytes
    return known.text
  }
  if (isLarge(value, maxPieceWeight)) return undefined
  const text = JSON.stringify(value)
  remember(texts, value, { text, bytes: count(text, tally) })
  return text
}

function serializeShortText(text: string, tally: Tally): string {
  const json = JSON.stringify(text)
  count(json, tally)
  return json
}

function* serializeLongText(text: string, tally: Tally): Steps {
  let json = ''
  for (let from = 0; from < text.length; ) {
    const to = endOfPiece(text, from)
    const piece = JSON.stringify(text.slice(from, to)).slice(1, -1)
    count(piece, tally)
    if (tally.units >= maxUncounted) yield
    json += piece
    from = to
  }
  tally.bytes += 2
  return `"${json}"`
}

/** Counts JSON that was made; returns its bytes. */
function count(json: string, tally: Tally): number {
  const bytes = Buffer.byteLength(json)
  tally.bytes += bytes
  tally.units += json.length * dataUnits
  return bytes
}

function remember(texts: Map<object, Measured>, value: object, written: Measured): void {
  if (written.text.length >= minRememberedLength) texts.set(value, written)
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

const serializeLeaf = (value: unknown): string =>
  typeof value === 'boolean' || Number.isFinite(value) ? String(value) : (JSON.stringify(value) ?? 'null')
