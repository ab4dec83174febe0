import { useEffect, useRef } from 'react'
import { setSearch } from '../../shell/router.ts'
import type { Entry } from './log/entry.ts'
import type { LogLoader } from './log/load.ts'

const addressDelayMs = 300

/**
 * Shows the entry that the address names, once it is loaded; and puts the selected entry into the address, as a link that opens
 * the log there.
 */
export function useAddress(
  target: string | undefined,
  selected: Entry | undefined,
  { log }: LogLoader,
  version: number,
  show: (entry: Entry) => void,
): void {
  // What the address names because it is selected is not shown anew: that would end the selection of a range.
  const known = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version may have the entry.
  useEffect(() => {
    const entry = target !== undefined && known.current !== target ? log.find(target) : undefined
    if (!entry) return
    known.current = target
    show(entry)
  }, [target, version])

  useEffect(() => {
    if (!selected) return
    const timer = setTimeout(() => {
      known.current = selected.key
      setSearch({ at: selected.key, after: cursorBefore(log.indexOf(selected)) })
    }, addressDelayMs)
    return () => clearTimeout(timer)

    /** The nearest cursor above a place: the page behind it has the entry. */
    function cursorBefore(place: number): string | undefined {
      for (let index = place - 1; index >= 0 && index > place - 100; index -= 1) {
        const cursor = log.at(index)?.cursor
        if (cursor) return cursor
      }
      return undefined
    }
  }, [selected, log])
}
