import type { Findings } from './spans.ts'

const begin = '-----BEGIN '
const label = /([A-Z0-9 ]{1,40})-----/y
/**
 * Matches a line of a key: base64, or a header such as `Proc-Type: 4,ENCRYPTED`. Line ends may be escaped
 * (`\n`).
 */
const line =
  /(?:\s|\\{1,4}[nr]){0,8}(?:[A-Za-z0-9+/]{16,76}={0,2}|(?:Proc-Type|DEK-Info|Version|Comment): ?[\w ,.:-]{1,80})/y
const rest = /(?:\s|\\{1,4}[nr]){0,8}[A-Za-z0-9+/]{0,76}={0,2}/y
const footer = /(?:\s|\\{1,4}[nr]|=[A-Za-z0-9+/]{4}){0,8}-----END [A-Z0-9 ]{1,40}-----/y

const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

/**
 * Finds private keys in PEM, also truncated ones, but not certificates, public keys or mentions of a header.
 * Linear: text is not read twice.
 */
export function findPrivateKeys(findings: Findings): void {
  const { text } = findings
  for (let start = text.indexOf(begin); start >= 0; ) {
    if (!findings.mayCheck()) return
    label.lastIndex = start + begin.length
    const name = label.exec(text)?.[1]
    let at = Math.max(label.lastIndex, start + begin.length)
    if (name?.includes('PRIVATE KEY')) {
      const first = matchEnd(line, text, at)
      if (first > 0) {
        at = bodyEnd(text, first)
        const last = matchEnd(footer, text, at)
        at = last > 0 ? last : at
        findings.add(start, at)
      }
    }
    start = text.indexOf(begin, at)
  }
}

function bodyEnd(text: string, from: number): number {
  let at = from
  for (let next = matchEnd(line, text, at); next > at; next = matchEnd(line, text, at)) at = next
  // The last line is short; a word after a truncated key cannot be distinguished from it.
  const last = matchEnd(rest, text, at)
  return last > at && matchEnd(footer, text, last) > 0 ? last : at
}
