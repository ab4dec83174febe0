import { createRequire } from 'node:module'

type Fields = (string | null)[]
type Parser = { handlePacket(offset: number, code: number, length: number, bytes: Buffer): unknown }

// The copy that the driver itself uses.
const requireOfDriver = createRequire(createRequire(import.meta.url).resolve('pg'))
const { Parser } = requireOfDriver('pg-protocol/dist/parser.js') as { Parser: { prototype: Parser } }

/** The code of a row in PostgreSQL's protocol. */
const dataRow = 0x44
/** The bytes of a row whose values may share one text, which stays in memory as long as any of them. */
const maxSharedBytes = 2_048

/**
 * Returns the values of a row as parts of one text, which is decoded at once; undefined for a large row and one with other
 * characters than ASCII. The driver leaves JavaScript for each value, which takes three times as long.
 */
export function parseAsciiRow(bytes: Buffer, start: number, end: number): Fields | undefined {
  if (end - start > maxSharedBytes) return undefined
  const text = bytes.toString('latin1', start, end)
  // Each byte that is not ASCII would take one more in UTF-8. Those of the numbers between the values do not count.
  let others = Buffer.byteLength(text) - text.length
  const count = bytes.readInt16BE(start)
  others -= countHighBytes(count)
  const fields: Fields = new Array(count)
  let at = 2
  for (let index = 0; index < count; index += 1) {
    const length = bytes.readInt32BE(start + at)
    others -= countHighBytes(length)
    at += 4
    fields[index] = length < 0 ? null : text.slice(at, at + length)
    if (length > 0) at += length
  }
  return others === 0 ? fields : undefined
}

/** Returns how many of the four bytes of a number have their highest bit set. */
function countHighBytes(value: number): number {
  if (value >= 0 && value <= 0x7f) return 0
  return ((value >>> 7) & 1) + ((value >>> 15) & 1) + ((value >>> 23) & 1) + (value >>> 31)
}

const { handlePacket } = Parser.prototype

Parser.prototype.handlePacket = function (this: Parser, offset, code, length, bytes) {
  const fields = code === dataRow ? parseAsciiRow(bytes, offset, offset + length - 4) : undefined
  return fields
    ? { name: 'dataRow', length, fieldCount: fields.length, fields }
    : handlePacket.call(this, offset, code, length, bytes)
}
