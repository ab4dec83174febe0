import type { RunStatus } from '../gql/graphql.ts'

const words: Readonly<Record<RunStatus, string>> = {
  ABORTING: 'Stopping',
  CANCELLED: 'Cancelled',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  PAUSED: 'Paused',
  PENDING: 'Pending',
  RUNNING: 'Running',
  UNKNOWN: 'Unknown',
  WAITING_FOR_INPUT: 'Waiting for input',
}

/** The status of a run in words. */
export const runStatusText = (status: RunStatus) => words[status]
