import type { Findings } from './spans.ts'

/** Matches the word first, which V8 finds faster than hyphens; the group captures what precedes it. */
const begin = /BEGIN (?<=(-{4,5} ?)BEGIN )/g
/** What is before and behind each header. */
export const hyphens = '----'
const label = /([A-Z0-9 ]{1,40}) ?-{4,5}/y
/** What may precede a line: white space, also escaped, numbers of lines, quotes, and the marks of diffs and comments. */
const margin = String.raw`(?:\s|\\{1,4}[nr]|[\\"'>+#|,:→*]|\d{1,6}(?=[\s:|→])|//(?=\s)){0,24}`
/** Matches a line of a key: base64, which headers such as `Proc-Type: 4,ENCRYPTED` may precede. */
const line = new RegExp(
  String.raw`(?:${margin}[A-Z][A-Za-z-]{1,30}: ?[^\n\r\\]{0,80}(?=[\n\r\\])){0,4}${margin}[A-Za-z0-9+/]{16,76}={0,2}`,
  'y',
)
const rest = new RegExp(`${margin}[A-Za-z0-9+/]{0,76}={0,2}`, 'y')
const footer = new RegExp(`(?:${margin}=[A-Za-z0-9+/]{4})?${margin}-{4,5} ?END [A-Z0-9 ]{1,40}-{4,5}`, 'y')
/** Matches the private part of a key file of PuTTY. */
export const puttyName = 'Private-Lines'
const putty = /Private-Lines: ?\d{1,4}\s{1,4}((?:[A-Za-z0-9+/=]{1,76}\s{0,4}){1,200})/g

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
  if (text.includes(puttyName))
    for (const {
      index,
      0: { length },
    } of text.matchAll(putty))
      findings.add(index, index + length)
  if (!text.includes(hyphens)) return
  findCutKey(findings)
  begin.lastIndex = 0
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    if (!findings.mayCheck()) return
    const start = found.index - (found[1]?.length ?? 0)
    label.lastIndex = begin.lastIndex
    const name = label.exec(text)?.[1]
    let at = Math.max(label.lastIndex, begin.lastIndex)
    if (name?.includes('PRIVATE KEY')) {
      const first = matchEnd(line, text, at)
      if (first > 0) {
        at = bodyEnd(text, first)
        const last = matchEnd(footer, text, at)
        at = last > 0 ? last : at
        findings.add(start, at)
      }
    }
    begin.lastIndex = at
  }
}

/** Finds the first key of a text where the text begins inside it, by its last line and the lines before. */
function findCutKey(findings: Findings): void {
  const { text } = findings
  const end = /-----END [A-Z ]{0,30}PRIVATE KEY/.exec(text)?.index ?? -1
  if (end < 0 || text.lastIndexOf('-----BEGIN ', end) >= 0) return
  let from = end
  for (let lineEnd = end; lineEnd > 0; lineEnd = text.lastIndexOf('\n', lineEnd - 1)) {
    const start = text.lastIndexOf('\n', lineEnd - 1) + 1
    if (lineEnd - start > 80 || !/^[A-Za-z0-9+/=\r\n]*$/.test(text.slice(start, lineEnd))) break
    from = start
  }
  if (end - from >= 16) findings.add(from, end)
}

/** True if an item of a list of lines belongs to a private key; `isKey` is the same of the item before. */
export function isInsideKey(item: string, isKey: boolean): boolean {
  if (item.length > 200 || !item.includes('-----')) return isKey
  return item.includes('PRIVATE KEY') && item.includes('-----BEGIN ') && !item.includes('-----END ')
}

function bodyEnd(text: string, from: number): number {
  let at = from
  for (let next = matchEnd(line, text, at); next > at; next = matchEnd(line, text, at)) at = next
  // The last line is short; a word after a truncated key cannot be distinguished from it.
  const last = matchEnd(rest, text, at)
  return last > at && matchEnd(footer, text, last) > 0 ? last : at
}
