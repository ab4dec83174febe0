/** Objects are opened down to this depth: result, data, field, and an object and connection below. */
const maxDepth = 5

/**
 * Returns `JSON.stringify` of a large result in UTF-8. The items of its outermost lists are serialized one by one, because V8
 * takes twice as long for one text of 400 kB as for twenty of 20 kB, and copies it whole in each minor collection.
 */
export function encodeJson(result: object): Buffer {
  const pieces: string[] = []
  addPieces(result, 0, pieces)
  const lengths = pieces.map((piece) => Buffer.byteLength(piece))
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + length, 0))
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    at += bytes.write(piece, at, lengths[index] === piece.length ? 'latin1' : 'utf8')
  }
  return bytes
}

function addPieces(value: unknown, depth: number, pieces: string[]): void {
  if (Array.isArray(value)) {
    pieces.push('[')
    for (let index = 0; index < value.length; index += 1)
      pieces.push(`${index > 0 ? ',' : ''}${JSON.stringify(value[index]) ?? 'null'}`)
    pieces.push(']')
  } else if (typeof value !== 'object' || value === null || depth === maxDepth) {
    pieces.push(JSON.stringify(value))
  } else {
    let separator = '{'
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue
      pieces.push(`${separator}${JSON.stringify(name)}:`)
      addPieces(member, depth + 1, pieces)
      separator = ','
    }
    pieces.push(separator === '{' ? '{}' : '}')
  }
}
