import { useCallback, useState } from 'react'
import type { Entry } from './log/entry.ts'
import type { View } from './log/view.ts'

/** Rows from `anchor` to `focus`, in either direction. */
export type Selection = { readonly anchor: Entry; readonly focus: Entry }

/** The selected range of rows, and what changes it. */
export type Selecting = {
  readonly selection: Selection | undefined
  /** Selects an entry; with `extend`, all from the anchor to it. */
  readonly select: (entry: Entry, extend?: boolean) => void
  readonly clear: () => void
}

/** Keeps the selected rows of a log while its screen is shown. */
export function useSelection(): Selecting {
  const [selection, setSelection] = useState<Selection>()
  const select = useCallback((entry: Entry, extend = false) => {
    setSelection((old) => ({ anchor: extend && old ? old.anchor : entry, focus: entry }))
  }, [])
  const clear = useCallback(() => setSelection(undefined), [])
  return { selection, select, clear }
}

/** Indexes of the first and last selected row; undefined if no row of the view is selected. */
export function findRange(
  view: View,
  selection: Selection | undefined,
): readonly [number, number] | undefined {
  if (!selection) return undefined
  const ends = [view.indexOf(selection.anchor), view.indexOf(selection.focus)].filter((index) => index >= 0)
  return ends.length > 0 ? [Math.min(...ends), Math.max(...ends)] : undefined
}
