import { useCallback, useState } from 'react'
import type { Entry } from './log/entry.ts'

/** Which steps of sub-agents are collapsed, and what changes that. */
export type Collapsing = {
  /** Entries whose sub-agents' entries are not shown. */
  readonly collapsed: ReadonlySet<Entry>
  readonly setCollapsed: (entry: Entry, isCollapsed: boolean) => void
}

/** Keeps the collapsed entries of a log while its screen is shown. */
export function useCollapsed(): Collapsing {
  const [collapsed, setAll] = useState<ReadonlySet<Entry>>(new Set())
  const setCollapsed = useCallback((entry: Entry, isCollapsed: boolean) => {
    setAll((old) => {
      if (old.has(entry) === isCollapsed) return old
      const next = new Set(old)
      if (isCollapsed) next.add(entry)
      else next.delete(entry)
      return next
    })
  }, [])
  return { collapsed, setCollapsed }
}
