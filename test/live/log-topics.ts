import type { LogTopic } from '../../src/live/log-topic.ts'

/** The log of a run, with what tells its entries from each other; of all runs without one. */
export const topicOf = (run: string | null): LogTopic => ({
  key: `log ${run}`,
  value: run,
  sources: [
    { model: 'RunTask', by: run ? 'id' : undefined, time: 'updatedAt', columns: ['status'] },
    { model: 'TaskLog', by: run ? 'taskId' : undefined, time: 'createdAt', columns: ['status'] },
    { model: 'ApplicationEvent', by: run ? 'runId' : undefined, time: 'createdAt', columns: ['eventType'] },
  ],
  statusSource: { model: 'RunTask', hasEnded: (status) => status === 'completed' },
})

/** A moment in the log: ISO 8601. */
export const second = (n: number) => `2026-01-01T00:00:0${n}.000000Z`
