import type { LogSource, LogTopic } from '../../src/live/log-topic.ts'

/** Where the run that a log is of is read from, with its status; then its records and its events. */
const life: LogSource = { model: 'RunTask', by: 'id', time: 'updatedAt', columns: ['status'] }
export const records: LogSource = { model: 'TaskLog', by: 'taskId', time: 'createdAt', columns: ['status'] }
export const events: LogSource = {
  model: 'ApplicationEvent',
  by: 'runId',
  time: 'createdAt',
  columns: ['eventType'],
}

const ofAllRuns = (source: LogSource): LogSource => ({ ...source, by: undefined })

/** The log of a run, from some or all of its sources; of all runs without one. */
export const toTopic = (
  run: string | null,
  sources: readonly LogSource[] = [life, records, events],
): LogTopic => ({
  key: `log ${run}`,
  value: run,
  sources: run === null ? sources.map(ofAllRuns) : sources,
  statusSource: { model: 'RunTask', hasEnded: (status) => status === 'completed' },
})

/** All events, of whatever run. */
export const wholeTable = toTopic(null, [events])

/** A moment in the log: ISO 8601. */
export const second = (n: number) => `2026-01-01T00:00:0${n}.000000Z`
