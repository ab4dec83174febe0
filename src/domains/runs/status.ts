import { openEnum } from '../../schema/open-enum.ts'

/** The life of a run; what the values mean and who sets them is written in ARCHITECTURE.md. */
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

/** Of runs that have not ended, as the database writes them. */
export const activeStatuses = ['pending', 'running', 'paused', 'waiting_for_input', 'aborting'] as const
