import type { LogSource, LogTopic } from '../../src/live/log-topic.ts'

/** Where the run that a log is of is read from, with its status; then its records and its events. */
const life: LogSource = { model: 'RunTask', by: 'id', time: 'updatedAt', columns: ['status'] }
export const records: LogSource = { model: 'TaskLog', by: 'taskId', time: 'createdAt', columns: [] }
export const events: LogSource = { model: 'ApplicationEvent', by: 'runId', time: 'createdAt', columns: [] }

/** The log of a run, from some or all of its sources. */
export const topicOf = (
  value: string | null,
  sources: readonly LogSource[] = [life, records, events],
): LogTopic => ({
  key: `log:${value}`,
  value,
  sources,
  statusSource: { model: 'RunTask', hasEnded: () => false },
})

/** All events, of whatever run. */
export const wholeTable = topicOf(null, [{ model: 'ApplicationEvent', time: 'createdAt', columns: [] }])
