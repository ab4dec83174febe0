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
  readonly stream: {
    pause(): unknown
    resume(): unknown
    isPaused(): boolean
    prependListener(event: 'data', listener: (chunk: Buffer) => void): unknown
    off(event: 'data', listener: (chunk: Buffer) => void): unknown
  }
}

type RowListener = (row: Row) => void

/** The listener for the rows of each metered connection; undefined while it is not metered. */
const rowListeners = new WeakMap<RowSource, { current: RowListener | undefined }>()

/**
 * Calls a function with each row before the driver does, until the returned function is called or another one is set. It
 * replaces the driver's listener and calls it, because an emitter with two listeners copies their list for every event.
 */
function onEachRow(connection: RowSource, listener: RowListener): () => void {
  const slot = rowListeners.get(connection) ?? replaceRowListener(connection)
  slot.current = listener
  return () => {
    if (slot.current === listener) slot.current = undefined
  }
}

function replaceRowListener(connection: RowSource): { current: RowListener | undefined } {
  const slot: { current: RowListener | undefined } = { current: undefined }
  const [driver, ...others] = connection.listeners('dataRow') as RowListener[]
  if (!driver || others.length > 0) throw new Error('The driver must have one listener for rows.')
  connection.off('dataRow', driver)
  connection.on('dataRow', (row: Row) => {
    slot.current?.(row)
    driver(row)
  })
  rowListeners.set(connection, slot)
  return slot
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

/** Counts a large row as work of this turn of the event loop, and reads further ones in a later turn if there was much. */
function pauseForTurn(stream: RowSource['stream'], bytes: number): void {
  spend(bytes * dataUnits)
  if (!isTurnSpent() || stream.isPaused()) return
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
    const error = current()?.refuses(pending - chunkSlack)
    if (error) onExceeded(error)
  }
  const stopRows = onEachRow(connection, onRow)
  stream.prependListener('data', onChunk)
  return () => {
    stopRows()
    stream.off('data', onChunk)
  }
}
