import type { Entry } from '../run/log/entry.ts'
import type { View } from '../run/log/view.ts'

/** Returns the view of a log of which so many entries were played, without those of collapsed sub-agents. */
export function createPlayedView(
  entries: readonly Entry[],
  collapsed: ReadonlySet<Entry>,
): (played: number) => View {
  const rows: Entry[] = []
  /** How many rows the first so many entries have. */
  const rowCounts = [0]
  const indexes = new Map<Entry, number>()
  for (const entry of entries) {
    if (!entry.parent || !collapsed.has(entry.parent)) {
      indexes.set(entry, rows.length)
      rows.push(entry)
    }
    rowCounts.push(rows.length)
  }
  return (played) => {
    const length = rowCounts[played] ?? rows.length
    return {
      length,
      at: (index) => (index < length ? rows[index] : undefined),
      indexOf: (entry) => indexes.get(entry) ?? -1,
    }
  }
}
