/** A statement was given up because its answer is too large: for its request, or for all requests together. */
export class ByteLimitError extends Error {
  override readonly name = 'ByteLimitError'
  readonly limit: 'readBytes' | 'heldBytes'

  constructor(limit: ByteLimitError['limit']) {
    super(`The answer of a statement is too large (${limit}).`)
    this.limit = limit
  }
}

/** Counts the bytes of the rows that statements answer with, while they arrive. */
export type ByteMeter = {
  /** Counts the bytes of a row. Returns the error to fail with when there are too many. */
  take(bytes: number): ByteLimitError | undefined
  /** The error to fail with if a row of this size came, without counting it. */
  refuses(bytes: number): ByteLimitError | undefined
}

/** A driver's connection, as far as its types do not tell of it. */
type RowSource = {
  prependListener(event: 'dataRow', listener: (row: { readonly length: number }) => void): unknown
  off(event: 'dataRow', listener: (row: { readonly length: number }) => void): unknown
  readonly stream: {
    prependListener(event: 'data', listener: (chunk: Buffer) => void): unknown
    off(event: 'data', listener: (chunk: Buffer) => void): unknown
  }
}

/** What of a chunk may belong to the answer before. */
const chunkSlack = 65_536

/**
 * Counts what a connection receives on the meter of the statement that is being answered; calls `onExceeded`, once for
 * each statement, when that is too much: of a row that is too large itself, before all of it was received. Returns what
 * ends the counting.
 */
export function meterConnection(
  client: object,
  current: () => ByteMeter | undefined,
  onExceeded: (error: ByteLimitError) => void,
): () => void {
  const { connection } = client as { readonly connection: RowSource }
  const { stream } = connection
  let pending = 0
  const onRow = ({ length }: { readonly length: number }) => {
    pending = 0
    const error = current()?.take(length)
    if (error) onExceeded(error)
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
