import type { Duplex } from 'node:stream'

/** The first byte of the only frame of a text message. */
const finalText = 0x81
/** The greatest length that stands in the second byte of a frame itself, and the marks of those that follow it. */
const maxShortLength = 125
const has16Bits = 126
const has64Bits = 127
const max16Bits = 65_535
/** Larger payloads are not copied: all connections hold the same bytes until they are sent. */
const maxCopiedBytes = 16_384

/**
 * Writes a text message of a server to the connection of a WebSocket, as one frame (RFC 6455, section 5.2): `start` and `end`
 * with the bytes of `payload` between them. ws would take it as one text, which is copied and encoded for each socket, and
 * write header and text separately.
 */
export function writeText(connection: Duplex, start: string, payload: Uint8Array, end: string): void {
  const startBytes = Buffer.byteLength(start)
  const length = startBytes + payload.length + end.length
  const headerBytes = length <= maxShortLength ? 2 : length <= max16Bits ? 4 : 10
  const isCopied = payload.length <= maxCopiedBytes
  const frame = Buffer.allocUnsafe(headerBytes + (isCopied ? length : startBytes))
  frame[0] = finalText
  if (headerBytes === 2) frame[1] = length
  else if (headerBytes === 4) {
    frame[1] = has16Bits
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = has64Bits
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(start, headerBytes)
  if (isCopied) {
    frame.set(payload, headerBytes + startBytes)
    frame.write(end, headerBytes + startBytes + payload.length, 'latin1')
    connection.write(frame)
    return
  }
  connection.cork()
  connection.write(frame)
  connection.write(payload)
  connection.write(end, 'latin1')
  connection.uncork()
}
