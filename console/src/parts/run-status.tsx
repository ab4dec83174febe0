import type { RunStatus } from '../gql/graphql.ts'
import { runStatusText } from './run-status-text.ts'

const tones: Readonly<Record<RunStatus, string>> = {
  ABORTING: 'warning',
  CANCELLED: '',
  COMPLETED: 'good',
  FAILED: 'bad',
  PAUSED: 'warning',
  PENDING: 'busy',
  RUNNING: 'busy',
  UNKNOWN: '',
  WAITING_FOR_INPUT: 'warning',
}

/** Whether a run in this status goes on by itself or after an answer. */
export const isActive = (status: RunStatus) =>
  ['ABORTING', 'PENDING', 'RUNNING', 'WAITING_FOR_INPUT'].includes(status)

/** The status of a run as a badge, coloured by whether it works, waits, failed or is done. */
export function RunStatusBadge({ status }: { readonly status: RunStatus }) {
  return <span className={`badge ${tones[status]}`}>{runStatusText(status)}</span>
}
