import type { LedgerRowFragment } from '../../gql/graphql.ts'

const columns: readonly (readonly [string, (row: LedgerRowFragment) => string | null | undefined])[] = [
  ['time', ({ createdAt }) => createdAt],
  ['reason', ({ typeText }) => typeText],
  ['kind', ({ creditTypeText }) => creditTypeText],
  ['amount', ({ amount }) => amount],
  ['balance_after', ({ balanceAfter }) => balanceAfter],
  ['model', ({ modelId }) => modelId],
  ['tool', ({ details }) => details?.toolName],
  ['tokens_in', ({ details }) => details?.inputTokens],
  ['tokens_out', ({ details }) => details?.outputTokens],
  ['session', ({ session }) => session?.name],
  ['description', ({ description }) => description],
]

/** A cell of CSV (RFC 4180). What a spreadsheet would take for a formula is made text; numbers stay. */
export function toCell(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Entries of the ledger as CSV (RFC 4180) with a line of names; see `toCell` for formulas. */
export function toCsv(rows: readonly LedgerRowFragment[]): string {
  const lines = rows.map((row) => columns.map(([, read]) => toCell(read(row) ?? '')).join(','))
  return `${[columns.map(([name]) => name).join(','), ...lines].join('\r\n')}\r\n`
}
