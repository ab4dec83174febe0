import type { diffLines } from 'diff'

/** Lines that two texts share, or that one of them has. */
export type LineChange = { readonly value: string; readonly added: boolean; readonly removed: boolean }

/** Lines that are removed and added before the search ends: its time grows with the square of their number. */
const maxChanges = 2_000

/** Compares two texts line by line; texts that share too little are removed and added as a whole. */
export function compareLines(diff: typeof diffLines, before: string, after: string): readonly LineChange[] {
  return (
    diff(before, after, { maxEditLength: maxChanges }) ?? [
      { value: before, added: false, removed: true },
      { value: after, added: true, removed: false },
    ]
  )
}
