import { openEnum } from '../../schema/open-enum.ts'

/** The status of a run; ARCHITECTURE.md explains the transitions and who sets them. */
export const RunStatus = openEnum('RunStatus', 'Where a run stands in its life.', {
  pending: 'Accepted, not started.',
  running: 'At work.',
  paused: 'Stopped, and can go on.',
  waiting_for_input: 'Waits for an answer of the user.',
  aborting: 'Asked to stop, not stopped yet.',
  completed: 'Ended well.',
  cancelled: 'Ended because someone asked for it.',
  failed: 'Ended with an error.',
})

/** The stored statuses of runs that have not ended. */
export const activeStatuses = ['pending', 'running', 'paused', 'waiting_for_input', 'aborting'] as const
