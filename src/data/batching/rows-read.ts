import { getOtherRows } from './computed.ts'
import type { Link } from './link.ts'
import type { List, PageRows, Row } from './rows.ts'
import { keyOf, type Model } from './table.ts'

/** Rows that an operation depends on: those whose field `by` has this value, or all rows without `by`. */
export type RowsRead = { readonly model: Model; readonly by?: string; readonly key?: unknown }

/**
 * Called with rows that an operation depends on. `isLate` if they were read before, so that changes between
 * the reading and the call may have been missed.
 */
export type OnRead = (rows: RowsRead, isLate?: boolean) => void

/** Wraps a function that loads one row: reports the row before it is read. */
export function reportRow(
  model: Model,
  by: string,
  fields: readonly string[],
  load: (key: unknown) => Promise<Row | null>,
  onRead: OnRead,
): (key: unknown) => Promise<Row | null> {
  const reportOthers = othersReporter(model, fields, onRead)
  if (!reportOthers) {
    return (key) => {
      onRead({ model, by, key })
      return load(key)
    }
  }
  return async (key) => {
    onRead({ model, by, key })
    const row = await load(key)
    if (row) reportOthers(row)
    return row
  }
}

/** Wraps a function that loads a page of a list: reports the list before it is read, and linked rows after. */
export function reportPage(
  list: List,
  fields: readonly string[],
  load: (parent?: unknown) => Promise<PageRows>,
  onRead: OnRead,
): (parent?: unknown) => Promise<PageRows> {
  const { model, link } = list
  const reportOthers = othersReporter(model, fields, onRead)
  // Changes of joined rows are signalled with those of the list, if at all.
  const reportsRows = link && ('to' in link || link.signalledBy === null)
  if (!reportsRows && !reportOthers) {
    return (parent) => {
      reportList(list, parent, onRead)
      return load(parent)
    }
  }
  return async (parent) => {
    reportList(list, parent, onRead)
    const page = await load(parent)
    for (const row of page.rows) {
      if (reportsRows) onRead({ model, by: keyOf(model), key: row[keyOf(model)] }, true)
      reportOthers?.(row)
    }
    return page
  }
}

/** Reports which rows decide what is in a parent's list. */
export function reportList(list: List, parent: unknown, onRead: OnRead): void {
  const { model, by, link, reads = [] } = list
  if (by !== undefined && parent == null) return
  for (const other of reads) onRead({ ...other, key: parent })
  if (by === undefined) onRead({ model })
  else onRead({ model: link?.model ?? model, by, key: parent })
  if (link && !('to' in link)) reportJoined(link, model, parent, onRead)
}

function reportJoined(
  link: Exclude<Link, { to: string }>,
  model: Model,
  parent: unknown,
  onRead: OnRead,
): void {
  const { signalledBy } = link
  if (signalledBy === undefined) onRead({ model })
  else if (signalledBy !== null) onRead({ model, by: signalledBy, key: parent })
}

/** Returns a function that reports the rows of other tables that computed fields of a row depend on, if any. */
function othersReporter(model: Model, fields: readonly string[], onRead: OnRead) {
  const others = fields.flatMap((field) => getOtherRows(model, field))
  if (others.length === 0) return undefined
  return (row: Row) => {
    for (const { model: other, by } of others) onRead({ model: other, by, key: row[keyOf(model)] }, true)
  }
}
