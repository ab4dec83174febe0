import { useEffect, useRef } from 'react'
import { setSearch } from '../../shell/router.ts'
import type { Entry } from './log/entry.ts'
import type { LogLoader } from './log/load.ts'

/** Shows the entry that the address names, once it is loaded. */
export function useTarget(
  target: string | undefined,
  { log }: LogLoader,
  version: number,
  show: (entry: Entry) => void,
): void {
  const shown = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version may have the entry.
  useEffect(() => {
    const entry = target !== undefined && shown.current !== target ? log.find(target) : undefined
    if (!entry) return
    shown.current = target
    show(entry)
  }, [target, version])
}

const addressDelayMs = 300

/** Puts the selected entry into the address, as a link that opens the log there. */
export function useAddress(entry: Entry | undefined, { log }: LogLoader): void {
  useEffect(() => {
    if (!entry) return
    const timer = setTimeout(
      () => setSearch({ at: entry.key, after: cursorBefore(log.indexOf(entry)) }),
      addressDelayMs,
    )
    return () => clearTimeout(timer)

    /** The nearest cursor above a place: the page behind it has the entry. */
    function cursorBefore(place: number): string | undefined {
      for (let index = place - 1; index >= 0 && index > place - 100; index -= 1) {
        const cursor = log.at(index)?.cursor
        if (cursor) return cursor
      }
      return undefined
    }
  }, [entry, log])
}
