import { findBase64Key } from './base64-keys.ts'
import type { Findings } from './spans.ts'

/** Matches the beginning of a dump of xxd, hexdump or od: an offset below 256, and the bytes of a line. */
const firstLine = /^[0-9a-f]{4,6}[0-9a-f]{2}:? {1,3}(?=(?:[0-9a-f]{2} ?){4})/gm
const line =
  /[0-9a-f]{6,8}:? {1,3}((?:[0-9a-f]{2,4} {1,2}){1,16}(?:[0-9a-f]{2,4})?)(?: {0,60}[^\n]{0,20})?(?:\r?\n|$)/y
const maxLines = 2_000
/** Digits of the bytes in a line; those behind are of the text beside them. */
const digitsOfLine = 32

/**
 * Finds dumps of bytes whose text has a credential, or that are a private key in DER, and hides them whole. `hasCredential`
 * searches the text.
 */
export function findInHexDumps(findings: Findings, hasCredential: (text: string) => boolean): void {
  const { text } = findings
  if (!text.includes('0000')) return
  firstLine.lastIndex = 0
  for (let first = firstLine.exec(text); first; first = firstLine.exec(text)) {
    if (!findings.mayCheck()) return
    const { index } = first
    const { bytes, end } = readDump(text, index)
    firstLine.lastIndex = Math.max(end, firstLine.lastIndex)
    if (isSecret(bytes, hasCredential)) findings.add(index, end)
  }
}

/** Reads the lines of a dump; returns its bytes and its end. */
function readDump(text: string, from: number): { bytes: Buffer; end: number } {
  const lines: string[] = []
  line.lastIndex = from
  let end = from
  for (let found = line.exec(text); found && lines.length < maxLines; found = line.exec(text)) {
    end = line.lastIndex
    lines.push((found[1] ?? '').replaceAll(' ', '').slice(0, digitsOfLine))
  }
  return { bytes: Buffer.from(lines.join(''), 'hex'), end }
}

/** True for a key in DER, and for a text with a credential, whose bytes hexdump shows in pairs of the wrong order. */
function isSecret(bytes: Buffer, hasCredential: (text: string) => boolean): boolean {
  const start = bytes.subarray(0, 60).toString('base64')
  if (findBase64Key(start, 0, start.length) || hasCredential(bytes.toString('latin1'))) return true
  const pairs = bytes.subarray(0, bytes.length & ~1)
  return pairs.length > 0 && hasCredential(pairs.swap16().toString('latin1'))
}
