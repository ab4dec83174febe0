import type { LogTopic } from '../../src/live/log-topic.ts'

/** Rows for a scripted log, by their number, all of one type. */
export const many = (count: number, type?: string) =>
  Array.from({ length: count }, () => (type ? { type } : {}))

/** A log of a whole table beside a status. */
export const events: LogTopic = {
  key: 'events',
  value: null,
  sources: [
    { model: 'RunTask', time: 'updatedAt', columns: [], statusOnly: true },
    { model: 'ApplicationEvent', time: 'createdAt', columns: ['eventType'] },
  ],
  maxAgeMs: 900_000,
}

/** The search for recent rows, as the scripted log names it. */
export const searched = 'order by time, rank, key limit'
