import { useCallback, useState } from 'react'
import type { Entry } from './log/entry.ts'
import type { View } from './log/view.ts'

/** Rows from `anchor` to `focus`, in either direction. */
export type Selection = { readonly anchor: Entry; readonly focus: Entry }

export type Selecting = {
  readonly selection: Selection | undefined
  /** Selects an entry; with `extend`, all from the anchor to it. */
  readonly select: (entry: Entry, extend?: boolean) => void
  readonly clear: () => void
  /** Places of the first and last selected row; none if nothing in view is selected. */
  readonly range: readonly [number, number] | undefined
}

export function useSelection(view: View): Selecting {
  const [selection, setSelection] = useState<Selection>()
  const select = useCallback((entry: Entry, extend = false) => {
    setSelection((old) => ({ anchor: extend && old ? old.anchor : entry, focus: entry }))
  }, [])
  const clear = useCallback(() => setSelection(undefined), [])
  const places = selection && [view.indexOf(selection.anchor), view.indexOf(selection.focus)]
  const [from = -1, to = -1] = places?.filter((place) => place >= 0).sort((a, b) => a - b) ?? []
  const range = from < 0 ? undefined : ([from, Math.max(from, to)] as const)
  return { selection, select, clear, range }
}
