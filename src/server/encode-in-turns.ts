import { dataUnits, reserveToEnd } from '../data/turns.ts'

/** Characters of a text that are serialized by one call, which takes up to 13 ns for each of control characters, or encoded. */
export const maxTextPiece = 65_536

/** A text, and its bytes in UTF-8. */
export type Measured = { readonly text: string; readonly bytes: number }

/** Returns a short text with its bytes. */
export const measure = (text: string): Measured => ({ text, bytes: Buffer.byteLength(text) })

/**
 * Encodes texts, one after the other, into one buffer, in pieces and turns of the event loop: encoding 16 MB at once takes up to
 * 50 ms.
 */
export async function encodeInTurns(parts: readonly Measured[]): Promise<Buffer<ArrayBuffer>> {
  const encoded = Buffer.allocUnsafeSlow(parts.reduce((sum, { bytes }) => sum + bytes, 0))
  let written = 0
  for (const { text } of parts)
    for (let from = 0; from < text.length; ) {
      const to = endOfPiece(text, from)
      const size = encoded.write(text.slice(from, to), written)
      written += size
      const turn = reserveToEnd(size * dataUnits)
      if (turn) await turn
      from = to
    }
  return encoded.subarray(0, written)
}

/** Encodes a text: at once if it is one piece, as `encodeInTurns` does otherwise. */
export function encodeText(text: string): Buffer | Promise<Buffer<ArrayBuffer>> {
  return text.length <= maxTextPiece ? Buffer.from(text) : encodeLong(text)
}

async function encodeLong(text: string): Promise<Buffer<ArrayBuffer>> {
  const pieces: Measured[] = []
  for (let from = 0; from < text.length; ) {
    const to = endOfPiece(text, from)
    const piece = measure(text.slice(from, to))
    pieces.push(piece)
    const turn = reserveToEnd(piece.text.length * dataUnits)
    if (turn) await turn
    from = to
  }
  return encodeInTurns(pieces)
}

/** Returns the end of a piece, which divides no pair: halves of one are escaped, or replaced, where they stand alone. */
export function endOfPiece(text: string, from: number): number {
  const to = Math.min(from + maxTextPiece, text.length)
  return isHighSurrogate(text.charCodeAt(to - 1)) ? to + 1 : to
}

const isHighSurrogate = (code: number) => (code & 0xfc00) === 0xd800
