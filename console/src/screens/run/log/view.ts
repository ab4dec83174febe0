import { useRef } from 'react'
import type { Entry } from './entry.ts'
import type { RunLog } from './run-log.ts'

/** The rows of a log that pass a filter. Without a filter, rows that are not loaded yet are rows, too. */
export type View = {
  readonly length: number
  at(index: number): Entry | undefined
  indexOf(entry: Entry): number
}

type Test = (entry: Entry) => boolean
type Passed = { log: RunLog; test: Test; structure: number; appended: number; entries: Entry[] }

/** Tests only what came at the end since the last rendering, unless something else changed. */
export function useView(log: RunLog, test: Test | undefined): View {
  const cache = useRef<Passed>(undefined)
  if (!test)
    return { length: log.length, at: (index) => log.at(index), indexOf: (entry) => log.placeOf(entry) }
  const { structure, appended } = log
  let passed = cache.current
  if (passed?.log !== log || passed.test !== test || passed.structure !== structure) {
    passed = { log, test, structure, appended, entries: [...log.head, ...log.tail].filter(test) }
    cache.current = passed
  } else if (passed.appended < appended) {
    for (const entry of log.tail.slice(passed.appended - appended))
      if (test(entry)) passed.entries.push(entry)
    passed.appended = appended
  }
  const { entries } = passed
  return {
    length: entries.length,
    at: (index) => entries[index],
    indexOf: (entry) => entries.lastIndexOf(entry),
  }
}
