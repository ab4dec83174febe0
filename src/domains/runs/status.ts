import { openEnum } from '../../schema/open-enum.ts'

/** The stored statuses of a run, with their descriptions; `run-transitions.ts` has the allowed transitions. */
export const runStatuses = {
  pending: 'Accepted, not started yet.',
  running: 'Running.',
  paused: 'Paused; it can be continued.',
  waiting_for_input: 'Waiting for an answer from the user.',
  aborting: 'Asked to stop, but not stopped yet.',
  completed: 'Ended successfully.',
  cancelled: 'Stopped on request.',
  failed: 'Ended with an error.',
} as const

/** The status of a run. */
export const RunStatus = openEnum('RunStatus', 'The status of a run.', runStatuses)

/** The stored statuses of runs that have not ended. */
export const activeStatuses = ['pending', 'running', 'paused', 'waiting_for_input', 'aborting'] as const
