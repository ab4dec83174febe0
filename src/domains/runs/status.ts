import { openEnum } from '../../schema/open-enum.ts'

/** The stored statuses of a run, with their descriptions; `run-transitions.ts` has the allowed transitions. */
export const runStatuses = {
  pending: 'Accepted, not started.',
  running: 'At work.',
  paused: 'Stopped, and can go on.',
  waiting_for_input: 'Waits for an answer of the user.',
  aborting: 'Asked to stop, not stopped yet.',
  completed: 'Ended well.',
  cancelled: 'Ended because someone asked for it.',
  failed: 'Ended with an error.',
} as const

/** The status of a run. */
export const RunStatus = openEnum('RunStatus', 'Where a run stands in its life.', runStatuses)

/** The stored statuses of runs that have not ended. */
export const activeStatuses = ['pending', 'running', 'paused', 'waiting_for_input', 'aborting'] as const
