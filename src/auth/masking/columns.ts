import { characterClass, classWithout, type createRunFinder, findRunStart, isIn } from './characters.ts'
import { isPasswordName, isSecretName, isVagueName } from './names.ts'
import { isPairedSecret } from './pairs.ts'
import { looksLikePassword } from './plausible.ts'
import type { Findings } from './spans.ts'

const inLine = classWithout('\r\n')
const besideCell = characterClass(' "*`')
/** What separates cells; spaces align columns. */
const separators = ['|', '\t', ';', ',', '  '] as const
const separator = characterClass('|\t;,\r\n')
/** Maximum length of a line with the names of columns, and of a row. */
const maxHeader = 500
const maxRow = 4_000
/** What a header counts as beside the candidate that the name is. */
const headerCount = 3
/** Matches the line below a header: `|---|---|`, `----+----`. */
const rule = /^[\s|:+-]+$/

const columnName = /^[\p{L}_][\p{L}\d _-]{0,39}$/u

type Cell = { readonly text: string; readonly start: number }
type Column = { readonly index: number; readonly name: string }

/**
 * Creates a function that masks the column of a table whose name ends at a position: CSV, Markdown, and what psql prints.
 * Linear in the text's length, as no line is read as a header and as a row, or twice. Returns false if the text has too many
 * candidates.
 */
export function createColumnFinder(findings: Findings, findEnd: ReturnType<typeof createRunFinder>) {
  const { text } = findings
  let readUntil = 0

  return (nameEnd: number): boolean => {
    if (nameEnd <= readUntil || !(isCellEnd(text, nameEnd) || text.startsWith('  ', nameEnd))) return true
    if (!findings.mayCheck(headerCount)) return false
    const start = findRunStart(text, nameEnd, inLine, Math.max(readUntil, nameEnd - maxHeader))
    const end = findEnd(nameEnd, inLine)
    if (end - start > maxHeader) return true
    readUntil = end
    const header = text.slice(start, end)
    const trimmed = header.trim()
    const mark = separators.find((one) => trimmed.includes(one))
    if (mark === undefined) return true
    const names = splitCells(header, start, mark)
    if (!isHeader(names, mark)) return true
    const columns = names.flatMap(({ text: name }, index) => (isSecretColumn(name) ? [{ index, name }] : []))
    if (columns.length > 0) readUntil = maskRows(findings, end, mark, names.length, columns)
    return findings.isComplete
  }
}

/** True if each cell is a name, as those of a list of arguments mostly are not; tables of Markdown have empty ones outside. */
const isHeader = (cells: readonly Cell[], mark: string): boolean =>
  (mark === '|' ? cells.filter(({ text }) => text !== '') : cells).every(({ text }) => columnName.test(text))

/** True if nothing but the end of a cell or line follows. */
function isCellEnd(text: string, at: number): boolean {
  let next = at
  while (next - at < 60 && isIn(besideCell, text.charCodeAt(next))) next += 1
  return next >= text.length || isIn(separator, text.charCodeAt(next))
}

/** Masks the cells of the columns in each row of as many cells; returns the end of the last one. */
export function maskRows(
  findings: Findings,
  headerEnd: number,
  mark: string,
  count: number,
  columns: readonly Column[],
) {
  const { text } = findings
  let end = headerEnd
  for (;;) {
    const start = text.startsWith('\r\n', end) ? end + 2 : end + 1
    const newline = text.indexOf('\n', start)
    const next = newline < 0 ? text.length : newline
    if (start >= text.length || next - start > maxRow) return end
    const row = text.slice(start, next)
    if (!rule.test(row)) {
      const cells = splitCells(row, start, mark)
      if (cells.length !== count || !findings.mayCheck()) return end
      for (const { index, name } of columns) {
        const cell = cells[index]
        if (cell && isSecretCell(name, cell.text)) findings.add(cell.start, cell.start + cell.text.length)
      }
    } else if (row.trim() === '') return end
    end = row.endsWith('\r') ? next - 1 : next
  }
}

const isSecretColumn = (name: string) => isSecretName(name) || isVagueName(name) || /^pass$/i.test(name)

/** True if the cell of a column may be a credential. */
export const isSecretCell = (name: string, value: string) =>
  isPasswordName(name) && isSecretName(name)
    ? value.length >= 6 && isPairedSecret(name, value)
    : looksLikePassword(value, 8)

/** Splits a line into cells without the quotes and spaces around them; a separator inside quotes ends no cell. */
function splitCells(line: string, lineStart: number, mark: string): Cell[] {
  if (mark === '  ') return splitAligned(line, lineStart)
  const cells: Cell[] = []
  let from = 0
  let isQuoted = false
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted
    if (at < line.length && (isQuoted || line[at] !== mark)) continue
    let [start, end] = [from, at]
    while (start < end && isIn(besideCell, line.charCodeAt(start))) start += 1
    while (end > start && (line[end - 1] === '\r' || isIn(besideCell, line.charCodeAt(end - 1)))) end -= 1
    cells.push({ text: line.slice(start, end), start: lineStart + start })
    from = at + 1
  }
  return cells
}

const splitAligned = (line: string, lineStart: number): Cell[] =>
  Array.from(line.matchAll(/[^ \r](?:[^ \r]| (?! )){0,200}/g), ({ 0: text, index }) => ({
    text: text.trimEnd(),
    start: lineStart + index,
  }))
