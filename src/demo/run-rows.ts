import { stamped } from './clock.ts'
import type { Row } from './rows.ts'

/** A run. */
export const runTask = (
  id: string,
  session: string,
  status: string,
  created: string,
  updated: string,
  row: Row = {},
): Row => ({
  id,
  session_id: session,
  task_type: 'agent_run',
  status,
  error_message: null,
  data: null,
  version: status === 'running' ? 0 : 1,
  ...row,
  ...stamped(created, updated),
})

/** The log records of a run: each a status and its start. */
export const logLines = (run: string, lines: readonly (readonly [status: string, at: string])[]): Row[] =>
  lines.map(([status, at]) => ({ task_id: run, status, data: null, ...stamped(at) }))
