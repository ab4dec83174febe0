import { parsedBytes } from './json.ts'

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
type RowSource = {
  prependListener(event: 'dataRow', listener: (row: Row) => void): unknown
  off(event: 'dataRow', listener: (row: Row) => void): unknown
  readonly stream: {
    prependListener(event: 'data', listener: (chunk: Buffer) => void): unknown
    off(event: 'data', listener: (chunk: Buffer) => void): unknown
  }
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
    const error = current()?.take(row.length <= maxUnweighed ? row.length : row.length + parsedSize(row))
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
  connection.prependListener('dataRow', onRow)
  stream.prependListener('data', onChunk)
  return () => {
    connection.off('dataRow', onRow)
    stream.off('data', onChunk)
  }
}
