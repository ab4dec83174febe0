import { blankEntry, type Entry } from '../../console/src/screens/run/log/entry.ts'

/** An entry of a run's log, by its number. */
export const entry = (at: number, more: Partial<Entry> = {}): Entry => ({
  ...blankEntry,
  key: `entry ${at}`,
  at,
  kind: 'event',
  type: 'agent.reasoning',
  group: 'AGENT',
  ...more,
})
