import { isJsonObject } from '../../data/json.ts'
import { hidden } from '../secret-patterns.ts'
import { isNameOfSecret, isPairedSecret } from './pairs.ts'
import { isInsideKey } from './pem.ts'
import { looksLikePassword } from './plausible.ts'

/** Masks the items of a list that belong to the item before: the value of a header or option, and the lines of a key. */
export function maskByPreviousItem(items: readonly unknown[], scrubbed: unknown[]): unknown[] {
  let isKey = false
  for (let at = 0; at < scrubbed.length; at += 1) {
    const item = items[at]
    if (typeof item !== 'string') continue
    isKey = isInsideKey(item, isKey)
    const name = at > 0 ? items[at - 1] : undefined
    if (isKey || (typeof name === 'string' && isNameOfSecret(name) && looksLikePassword(item, 8)))
      scrubbed[at] = hidden
  }
  return scrubbed
}

/** The columns of a table whose cells are credentials: their names by their positions. */
type SecretColumns = ReadonlyMap<number, string>

/** Members that name the columns of the rows beside them. */
const columnKeys = ['columns', 'fields', 'headers', 'header', 'column_names', 'columnNames']
const maxColumns = 1_000

/** Returns the secret columns by a row of their names, or of objects with a `name`; undefined if there are none. */
function findSecretColumns(columns: unknown): SecretColumns | undefined {
  if (!Array.isArray(columns)) return undefined
  let found: Map<number, string> | undefined
  for (const [at, column] of columns.slice(0, maxColumns).entries()) {
    const name: unknown = isJsonObject(column) ? column.name : column
    if (typeof name !== 'string' || !isNameOfSecret(name)) continue
    found ??= new Map()
    found.set(at, name)
  }
  return found
}

/**
 * Returns the secret columns of a list of rows, which the object that it is a member of names, or its first row; undefined
 * if there are none.
 */
export function findTableColumns(
  rows: readonly unknown[],
  object: Readonly<Record<string, unknown>> = {},
): SecretColumns | undefined {
  if (!Array.isArray(rows[0])) return undefined
  for (const key of columnKeys) {
    const found = findSecretColumns(object[key])
    if (found) return found
  }
  return findSecretColumns(rows[0])
}

/** Masks the cells of a row that are in secret columns. */
export function maskCells(row: unknown, columns: SecretColumns | undefined): unknown {
  if (!columns || !Array.isArray(row)) return row
  for (const [at, name] of columns) {
    const cell: unknown = row[at]
    if (typeof cell === 'string' && isPairedSecret(name, cell)) row[at] = hidden
  }
  return row
}
