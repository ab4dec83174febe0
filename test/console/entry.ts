import type { Entry } from '../../console/src/screens/run/log/entry.ts'

/** An entry of a run's log, by its number. */
export const entry = (at: number, more: Partial<Entry> = {}): Entry => ({
  key: `entry ${at}`,
  id: '',
  at,
  kind: 'event',
  type: 'agent.reasoning',
  group: 'AGENT',
  text: '',
  tool: '',
  callId: '',
  isError: false,
  subAgent: '',
  costUsd: 0,
  isLate: false,
  duration: undefined,
  cursor: undefined,
  ordinal: 0,
  parent: undefined,
  children: 0,
  ...more,
})
