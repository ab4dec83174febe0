import type { EventEmitter } from 'node:events'
import { measureJson } from './json.ts'
import { dataUnits, inTurn, isTurnSpent, rowKeyUnits, spend } from './turns.ts'

/** A statement was cancelled because its result is too large for its request or for all requests together. */
export class ByteLimitError extends Error {
  override readonly name = 'ByteLimitError'
  readonly limit: 'readBytes' | 'heldBytes' | 'rowKeys'

  constructor(limit: ByteLimitError['limit']) {
    super(`The answer of a statement is too large (${limit}).`)
    this.limit = limit
  }
}

/** Counts the bytes of the rows of a result while they arrive. */
export type ByteMeter = {
  /** Counts the bytes of a row and of its parsed JSON, and its keys. Returns the error to fail with beyond a limit. */
  take(bytes: number, keys?: number): ByteLimitError | undefined
  /** Returns the error that a row of this size would cause, without counting it. */
  refuses(bytes: number): ByteLimitError | undefined
}

/** A row as received, its values as text. */
type Row = { readonly length: number; readonly fields: (string | null)[] }

/** The parts of a driver connection that its types do not declare. */
type RowSource = EventEmitter & {
  readonly stream: EventEmitter & {
    pause(): unknown
    resume(): unknown
    isPaused(): boolean
  }
}

/** Receives the chunks and rows of a connection before the driver does. */
type Observer = { readonly onChunk: (chunk: Buffer) => void; readonly onRow: (row: Row) => void }

/** The observer of each connection that was ever metered; undefined while it is not metered. */
const observers = new WeakMap<RowSource, { current: Observer | undefined }>()

/** Sets the observer of a connection, until the returned function is called or another one is set. */
function observe(connection: RowSource, observer: Observer): () => void {
  const slot = observers.get(connection) ?? replaceListeners(connection)
  slot.current = observer
  return () => {
    if (slot.current === observer) slot.current = undefined
  }
}

/**
 * Replaces the driver's listeners by ones that call them, because an emitter with two listeners copies their list for every
 * event. Once for each connection: adding and removing listeners for every statement costs more than counting.
 */
function replaceListeners(connection: RowSource): { current: Observer | undefined } {
  const slot: { current: Observer | undefined } = { current: undefined }
  const parse = takeListener<Buffer>(connection.stream, 'data')
  connection.stream.on('data', (chunk: Buffer) => {
    slot.current?.onChunk(chunk)
    parse(chunk)
  })
  const receiveRow = takeListener<Row>(connection, 'dataRow')
  connection.on('dataRow', (row: Row) => {
    slot.current?.onRow(row)
    receiveRow(row)
  })
  observers.set(connection, slot)
  return slot
}

/** Removes and returns the only listener of an event. */
function takeListener<Value>(source: EventEmitter, event: string): (value: Value) => void {
  const [listener, ...others] = source.listeners(event) as ((value: Value) => void)[]
  if (!listener || others.length > 0) throw new Error(`The driver must have one listener for ${event}.`)
  source.off(event, listener)
  return listener
}

/** Bytes of a chunk that may belong to the previous result. */
const chunkSlack = 65_536
/** The JSON of smaller rows is not looked at: it takes little, however it is made. */
const maxUnweighed = 8_192

/** The bytes of a row and of its parsed JSON, and the keys of that. */
export type RowSize = { readonly bytes: number; readonly keys: number }

/** Returns the size of a row whose JSON is not parsed yet. */
export function measureRow({
  length,
  fields,
}: {
  readonly length: number
  readonly fields: readonly (string | null)[]
}): RowSize {
  if (length <= maxUnweighed) return { bytes: length, keys: 0 }
  const found = { bytes: length, keys: 0 }
  for (const field of fields) {
    if (!field?.startsWith('{') && !field?.startsWith('[')) continue
    const { bytes, keys } = measureJson(field)
    found.bytes += bytes
    found.keys += keys
  }
  return found
}

/** The connections that have received the beginning of a large row. */
const receiving = new Set<RowSource['stream']>()
/** A row of this size takes milliseconds to parse: those of other connections then wait for later turns. */
const minRowOfTurn = 1_000_000

/** Returns the units of work that parsing a row is; small rows need no share of a turn. */
export const getRowUnits = ({ bytes, keys }: RowSize): number =>
  bytes > maxUnweighed ? bytes * dataUnits + keys * rowKeyUnits : 0

/** Counts a large row as work of this turn of the event loop, and reads further ones in a later turn if there was much. */
function pauseForTurn(stream: RowSource['stream'], size: RowSize): void {
  const units = getRowUnits(size)
  if (units === 0) return
  spend(units)
  if (!isTurnSpent()) return
  pauseUntilTurn(stream)
  if (size.bytes >= minRowOfTurn) for (const other of receiving) pauseUntilTurn(other)
}

function pauseUntilTurn(stream: RowSource['stream']): void {
  if (stream.isPaused()) return
  stream.pause()
  inTurn(() => stream.resume())
}

/**
 * Counts the bytes received on a connection with the meter of the current statement. Calls `onExceeded` once
 * per statement beyond the limit; for a single row that is too large, before it is received completely.
 * Returns a function that stops counting.
 */
export function meterConnection(
  client: object,
  current: () => ByteMeter | undefined,
  onExceeded: (error: ByteLimitError) => void,
): () => void {
  const { connection } = client as { readonly connection: RowSource }
  const { stream } = connection
  let pending = 0
  const onRow = (row: Row) => {
    pending = 0
    receiving.delete(stream)
    const size = measureRow(row)
    pauseForTurn(stream, size)
    const error = current()?.take(size.bytes, size.keys)
    if (!error) return
    // The driver goes on to parse this row.
    row.fields.fill(null)
    onExceeded(error)
  }
  const onChunk = (chunk: Buffer) => {
    pending += chunk.length
    if (pending <= chunkSlack) return
    receiving.add(stream)
    const error = current()?.refuses(pending - chunkSlack)
    if (error) onExceeded(error)
  }
  const stop = observe(connection, { onChunk, onRow })
  return () => {
    receiving.delete(stream)
    stop()
  }
}
