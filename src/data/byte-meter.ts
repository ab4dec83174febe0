import type { EventEmitter } from 'node:events'
import { parsedBytes } from './json.ts'
import { dataUnits, inTurn, isTurnSpent, spend } from './turns.ts'

/** A statement was cancelled because its result is too large for its request or for all requests together. */
export class ByteLimitError extends Error {
  override readonly name = 'ByteLimitError'
  readonly limit: 'readBytes' | 'heldBytes'

  constructor(limit: ByteLimitError['limit']) {
    super(`The answer of a statement is too large (${limit}).`)
    this.limit = limit
  }
}

/** Counts the bytes of the rows of a result while they arrive. */
export type ByteMeter = {
  /** Counts the bytes of a row and of its parsed JSON. Returns the error to fail with beyond the limit. */
  take(bytes: number): ByteLimitError | undefined
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

function parsedSize({ fields }: Row): number {
  let bytes = 0
  for (const field of fields)
    if (field?.startsWith('{') || field?.startsWith('[')) bytes += parsedBytes(field)
  return bytes
}

/** The connections that have received the beginning of a large row. */
const receiving = new Set<RowSource['stream']>()
/** A row of this size takes milliseconds to parse: those of other connections then wait for later turns. */
const minRowOfTurn = 1_000_000

/** Counts a large row as work of this turn of the event loop, and reads further ones in a later turn if there was much. */
function pauseForTurn(stream: RowSource['stream'], bytes: number): void {
  spend(bytes * dataUnits)
  if (!isTurnSpent()) return
  pauseUntilTurn(stream)
  if (bytes >= minRowOfTurn) for (const other of receiving) pauseUntilTurn(other)
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
    const bytes = row.length <= maxUnweighed ? row.length : row.length + parsedSize(row)
    if (bytes > maxUnweighed) pauseForTurn(stream, bytes)
    const error = current()?.take(bytes)
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
