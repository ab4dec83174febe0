import { oneOf } from '../../data/batching/conditions.ts'
import { inside, ofOwnSession } from '../../tables/access-rule.ts'
import { newestFirst, oldestFirst, type TableDeclarations } from '../../tables/declaration.ts'
import { sessionOwner, textSessionOwner } from '../../tables/row-owners.ts'

/** The rows of the partial unique index on active runs; the database rejects a second one. */
export const occupyingRun = oneOf('RunTask', 'status', ['running', 'waiting_for_input'])

// Newer platform revisions derive agent runs from tasks.
const runsFromTasks = `(select id, session_id, null::uuid as user_message_id, status, error_message::text as error_message,
  version, created_at, updated_at from run_tasks where task_type = 'agent_run')`

/** The tables of runs. */
export const runTables = {
  RunTask: {
    access: ofOwnSession,
    noun: 'run',
    owners: sessionOwner,
    unique: {
      uq_run_tasks_session_type_active: {
        message: 'The session has an active run of this type already.',
        columns: ['session_id', 'task_type'],
        where: occupyingRun,
      },
    },
    isVersioned: true,
    writes: ['INSERT', 'UPDATE'],
    watchedBy: ['id', 'sessionId'],
    order: newestFirst,
  },
  TaskLog: {
    access: inside('RunTask', 'taskId'),
    noun: 'log record',
    writes: ['INSERT'],
    watchedBy: ['taskId'],
    order: oldestFirst,
  },
  AgentRunMessage: {
    access: ofOwnSession,
    owners: sessionOwner,
    isVersioned: true,
    watchedBy: ['id', 'parentRunId', 'runId', 'sessionId'],
    order: oldestFirst,
  },
  SessionSummary: { access: ofOwnSession, isVersioned: true, whenMissing: 'empty', watchedBy: ['sessionId'] },
  AgentEventLog: {
    access: ofOwnSession,
    owners: textSessionOwner,
    whenMissing: 'empty',
    watchedBy: ['sessionId'],
    order: oldestFirst,
  },
  AgentSandbox: { access: ofOwnSession, writes: ['INSERT'], watchedBy: ['sessionId'], order: newestFirst },
  AgentRunTask: {
    access: ofOwnSession,
    whenMissing: { subquery: runsFromTasks },
    watchedBy: ['sessionId'],
    order: newestFirst,
  },
} satisfies TableDeclarations
