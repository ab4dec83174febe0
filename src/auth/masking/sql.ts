import { characterClass, classWithout, type createRunFinder, findRunEnd, findRunStart } from './characters.ts'
import { isSecretCell, maskRows } from './columns.ts'
import { isSecretName } from './names.ts'
import type { Findings } from './spans.ts'

const noParenthesis = classWithout('()')
/** What counts as a candidate beside the name: the list of columns around it. */
const listCount = 2
/** Maximum lengths in characters of a list of columns and of a row, and number of rows. */
const maxList = 2_000
const maxRow = 8_000

/** What may stand beside a name: quotes of databases, also escaped ones, and line ends, also as `\n`. */
const besideName = /(?:\\+[nrt]|[\s"'`[\]\\])+/g
const afterName = characterClass(' \t\r\n"\'`]\\nrt')
const comma = 44
const parenthesis = 41
/** Matches the end of a derived table before the names of its columns: `(VALUES …) AS s (name, password)`. */
const derived = /\)\s{0,4}(?:AS\s{1,4})?["'`]?\w{1,40}["'`]?\s{0,4}$/i
const maxAlias = 60
/** What a derived table counts as beside its names: its values are searched for. */
const derivedCount = 10
/** What follows the columns of INSERT, UPDATE and COPY. */
const space = String.raw`(?:\s|\\+[nrt])`
const values = new RegExp(
  String.raw`${space}{0,20}(?:OVERRIDING \w{4,6} VALUE )?(?:VALUES|SELECT|=${space}{0,4}(?:ROW)?(?=${space}{0,4}\())${space}{0,20}`,
  'iy',
)
const copied = /\s{1,4}FROM\s{1,4}STDIN\b[^\n;]{0,200};?\r?(?=\n)/iy
/** Matches placeholders in the place of values, whose arguments follow. */
const placeholders = /^(?:\?|%s|\$\d{1,3}|:\w{1,40}|%\(\w{1,40}\)s|@\w{1,40}|\s|\\+[nrt]|,)+$/
const next = new RegExp(String.raw`${space}{0,20},${space}{0,40}(?=\()`, 'y')

type Column = { readonly index: number; readonly name: string }
type Part = { readonly start: number; readonly end: number }
/** The values of a list, and where reading it ended; no values if it does not end. */
type List = { readonly parts: readonly Part[]; readonly end: number }

/**
 * Creates a function that masks the values of a column whose name ends at a position, in the list of columns of an INSERT,
 * UPDATE or COPY. Linear in the text's length, as no list is read twice. Returns false if the text has too many candidates.
 */
export function createSqlFinder(findings: Findings, findEnd: ReturnType<typeof createRunFinder>) {
  const { text } = findings
  let readUntil = 0

  return (at: number): boolean => {
    if (at <= readUntil) return true
    const mark = text.charCodeAt(findRunEnd(text, at, afterName))
    if (mark !== comma && mark !== parenthesis) return true
    if (!findings.mayCheck(listCount)) return false
    const start = findRunStart(text, at, noParenthesis, Math.max(readUntil, at - maxList))
    const end = findEnd(at, noParenthesis)
    readUntil = at
    if (text[start - 1] !== '(' || text[end] !== ')' || end - start > maxList) return true
    readUntil = end
    const names = text
      .slice(start, end)
      .split(',')
      .map((name) => name.replace(besideName, ''))
    const columns = names.flatMap((name, index) => (isSecretName(name) ? [{ index, name }] : []))
    if (columns.length === 0) return true
    if (!derived.test(text.slice(Math.max(start - maxAlias, 0), start - 1)))
      readUntil = maskValues(findings, end + 1, names.length, columns)
    else if (findings.mayCheck(derivedCount)) maskValuesBefore(findings, start - 1, names.length, columns)
    return findings.isComplete
  }
}

/** Masks the columns in the values of a derived table, whose names follow it and end at `end`. */
function maskValuesBefore(findings: Findings, end: number, count: number, columns: readonly Column[]): void {
  const from = Math.max(end - maxRow, 0)
  let at = -1
  for (const { index } of findings.text.slice(from, end).matchAll(/\bVALUES\b/gi)) at = index
  if (at >= 0) maskValues(findings, from + at, count, columns)
}

/** Masks the columns in what follows their list, which ends at `at`; returns the end of what was read. */
function maskValues(findings: Findings, at: number, count: number, columns: readonly Column[]): number {
  const { text } = findings
  copied.lastIndex = at
  if (copied.test(text)) {
    const header = copied.lastIndex
    const mark = text.slice(at, header).toLowerCase().includes('csv') ? ',' : '\t'
    return maskRows(findings, header, mark, count, columns)
  }
  values.lastIndex = at
  if (!values.test(text)) return at
  let from = values.lastIndex
  for (;;) {
    let row = readList(text, from)
    if (placeholders.test(text.slice(from + 1, Math.min(row.end - 1, from + maxList))))
      row = readArguments(text, row.end)
    if (row.parts.length !== count || !findings.mayCheck()) return row.end
    for (const { index, name } of columns) maskLiteral(findings, name, row.parts[index])
    next.lastIndex = row.end
    if (!next.test(text)) return row.end
    from = next.lastIndex
  }
}

/** Masks the first literal of a value, which may be the argument of a function: `crypt('…', gen_salt('bf'))`. */
function maskLiteral(findings: Findings, name: string, part: Part | undefined): void {
  if (!part) return
  const { text } = findings
  const start = findQuote(text, part)
  // In a text of JSON, a backslash precedes both quotes
  const end = text[start - 1] === '\\' ? text.indexOf('\\', start) : endOfLiteral(text, start, part.end)
  if (end > start && end < part.end && isSecretCell(name, text.slice(start + 1, end)))
    findings.add(start + 1, end)
}

function findQuote(text: string, { start, end }: Part): number {
  let at = start
  while (at < end && !'\'"'.includes(text.charAt(at))) at += 1
  return at
}

/** Reads the arguments of a statement with placeholders: the next list, of a tuple or an array, behind the end of its text. */
function readArguments(text: string, at: number): List {
  const begin = /[([]/.exec(text.slice(at, at + 200))
  return begin ? readList(text, at + begin.index) : { parts: [], end: at }
}

/** Reads a list of values in parentheses or brackets, or behind SELECT without any. */
function readList(text: string, from: number): List {
  const maxEnd = Math.min(text.length, from + maxRow)
  const isOpen = '(['.includes(text.charAt(from) || ' ')
  const parts: Part[] = []
  let start = isOpen ? from + 1 : from
  let depth = 0
  for (let at = start; at < maxEnd; at += 1) {
    const character = text.charAt(at)
    if ('\'"'.includes(character)) at = Math.max(at, endOfLiteral(text, at, maxEnd))
    else if (character === '\\') at += 1
    else if ('(['.includes(character)) depth += 1
    else if (depth > 0) depth -= ')]'.includes(character) ? 1 : 0
    else if (')];'.includes(character)) return { parts: [...parts, { start, end: at }], end: at + 1 }
    else if (character === ',') {
      parts.push({ start, end: at })
      start = at + 1
    }
  }
  return { parts: isOpen ? [] : [...parts, { start, end: maxEnd }], end: maxEnd }
}

/** Returns the position of the quote that ends a literal before `maxEnd`; -1 if there is none. */
function endOfLiteral(text: string, at: number, maxEnd: number): number {
  const quote = text.charAt(at)
  for (let end = at + 1; end < maxEnd; end += 1) {
    if (text[end] === '\\') end += 1
    else if (text[end] === quote && text[end + 1] === quote) end += 1
    else if (text[end] === quote) return end
  }
  return -1
}
