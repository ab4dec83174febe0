import type { LogEntry } from '../../live/log-entry.ts'
import type { LogSource, LogTopic } from '../../live/log-topic.ts'
import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import {
  type EntryFields,
  entryType,
  entryUnion,
  getRowKey,
  subscribeToLog,
} from '../../schema/log-entries.ts'
import { readRow } from '../../schema/relations.ts'
import { cursorArg } from '../../schema/value-bounds.ts'
import { EventAdded } from '../sessions/event-stream.ts'
import { allowedTransitions } from './run-transitions.ts'
import { RunStatus } from './status.ts'

const statusChanges: LogSource = { model: 'RunTask', by: 'id', time: 'updatedAt', columns: ['status'] }
const logs: LogSource = { model: 'TaskLog', by: 'taskId', time: 'createdAt', columns: [] }
const events: LogSource = { model: 'ApplicationEvent', by: 'runId', time: 'createdAt', columns: [] }

const ends = {
  model: 'RunTask',
  hasEnded: (status: string) => allowedTransitions(status).length === 0,
} as const

/** Returns the log topic of a run: its status changes, log records and events. */
export const toRunLogTopic = (run: string): LogTopic => ({
  key: `run:${run}`,
  value: run,
  sources: [statusChanges, logs, events],
  statusSource: ends,
})

const toRecordsTopic = (run: string): LogTopic => ({
  key: `task-logs:${run}`,
  value: run,
  sources: [logs, { ...statusChanges, statusOnly: true }],
  statusSource: ends,
})

const getStatus = ({ about }: LogEntry): string => {
  if (about.kind === 'end') return about.status
  return (about.kind === 'row' && about.facts.status) || ''
}

const getRunId = (entry: LogEntry) => (entry.about.kind === 'end' ? entry.about.id : getRowKey(entry))

/** The fields of an entry about a status of the run; `runDescription` describes the field `run`. */
const statusFields =
  (runDescription: string): EntryFields =>
  (t) => ({
    status: t.field({
      type: RunStatus.ref,
      description: 'The status that the run took.',
      resolve: (entry) => RunStatus.of(getStatus(entry)),
    }),
    statusText: t.string({
      description: 'The status of the run log as stored, also if the enum does not list it.',
      resolve: getStatus,
    }),
    run: t.field({
      type: 'RunTask',
      nullable: true,
      description: runDescription,
      resolve: (entry, _args, context, info) => readRow(context, info, 'RunTask', 'id', getRunId(entry)),
    }),
  })

const RunStatusChanged = entryType(
  'RunStatusChanged',
  'The status of the run changed; several quick changes may arrive as one entry.',
  statusFields('The run as it is now; null if it was removed meanwhile.'),
)

const TaskLogAdded = entryType('TaskLogAdded', 'A change of status was recorded.', (t) => ({
  log: t.field({
    type: 'TaskLog',
    nullable: true,
    description: 'The recorded change; null if it was removed meanwhile.',
    resolve: (entry, _args, context, info) => readRow(context, info, 'TaskLog', 'id', getRowKey(entry)),
  }),
}))

const RunEnded = entryType(
  'RunEnded',
  'The run ended. This is the last entry of its log; then the stream completes.',
  statusFields('The run, with its error message; null if it was removed meanwhile.'),
)

export const RunLogEntry = entryUnion(
  'RunLogEntry',
  'An entry of a run’s log.',
  [RunStatusChanged, TaskLogAdded, EventAdded, RunEnded],
  (model) => ({ RunTask: 'RunStatusChanged', TaskLog: 'TaskLogAdded' })[model as string] ?? 'EventAdded',
)

const TaskLogEntry = entryUnion(
  'TaskLogEntry',
  'An entry of a run’s record of status changes.',
  [TaskLogAdded, RunEnded],
  () => 'TaskLogAdded',
)

const after = 'The cursor of the last entry you have; from the start of the log without one.'

builder.subscriptionFields((t) => ({
  runLog: t.field({
    type: RunLogEntry,
    description:
      'The log of a run: its changes of status, their records and its events, from the start or from a cursor, then as they happen. Each entry comes once. The last one tells how the run ended; then the stream completes.',
    args: {
      runId: t.arg.id({ required: true, description: 'The global id or uuid of the run.' }),
      after: t.arg.string(cursorArg(after)),
    },
    subscribe: (_root, { runId, after }, context: Context) =>
      subscribeToLog(context, 'RunTask', String(runId), (run) => ({
        topic: toRunLogTopic(run),
        after,
      })) as never,
    resolve: (entry) => entry as never,
  }),
  taskLogs: t.field({
    type: TaskLogEntry,
    description:
      'A run’s record of status changes alone, from the start or from a cursor, then as it grows, until the run ends.',
    args: {
      runId: t.arg.id({ required: true, description: 'The global id or uuid of the run.' }),
      after: t.arg.string(cursorArg(after)),
    },
    subscribe: (_root, { runId, after }, context: Context) =>
      subscribeToLog(context, 'RunTask', String(runId), (run) => ({
        topic: toRecordsTopic(run),
        after,
      })) as never,
    resolve: (entry) => entry as never,
  }),
}))
