import { isSecretCell } from './columns.ts'
import { isSecretName, isVagueName } from './names.ts'
import type { Findings } from './spans.ts'

const tag = /<(\/?)(table|tr|th|td)\b[^<>]{0,300}>/gi
/** The texts of a cell, between the tags within it. */
const run = /(?:^|>)\s*([^\s<>]{6,200})\s*(?=<|$)/g
const maxName = 200
const maxCell = 2_000

/** The cells of a row so far, and the columns of its table whose header names a credential. */
type Table = { cell: number; names: Map<number, string> }

/** Finds the cells of HTML tables whose column has a header that names a credential. Reads each tag once. */
export function findInHtmlTables(findings: Findings): void {
  const { text } = findings
  if (!text.includes('</th>') && !text.includes('</TH>')) return
  const table: Table = { cell: -1, names: new Map() }
  for (const { 0: whole, 1: slash, 2: name = '', index } of text.matchAll(tag)) {
    if (slash) continue
    const kind = name.toLowerCase()
    if (kind === 'table') table.names = new Map()
    if (kind === 'table' || kind === 'tr') {
      table.cell = -1
      continue
    }
    table.cell += 1
    if (kind === 'th') readHeader(text, index + whole.length, table)
    else if (table.names.has(table.cell)) {
      if (!findings.mayCheck(2)) return
      maskCell(findings, index + whole.length, table.names.get(table.cell) ?? '')
    }
  }
}

function readHeader(text: string, from: number, { cell, names }: Table): void {
  if (cell === 0) names.clear()
  const content = text.slice(from, from + maxName)
  const end = content.search(/<\/th/i)
  const name = content
    .slice(0, Math.max(end, 0))
    .replace(/<[^<>]{0,100}>/g, '')
    .trim()
  if (isSecretName(name) || isVagueName(name) || /^pass$/i.test(name)) names.set(cell, name)
}

function maskCell(findings: Findings, from: number, name: string): void {
  const cell = findings.text.slice(from, from + maxCell)
  const end = cell.search(/<\/t[dr]|<t[dr]\b/i)
  const content = end < 0 ? cell : cell.slice(0, end)
  for (const { 0: whole, 1: value = '', index } of content.matchAll(run)) {
    const start = from + index + whole.indexOf(value)
    if (isSecretCell(name, value)) findings.add(start, start + value.length)
  }
}
