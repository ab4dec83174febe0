/** The statuses that current writers set. */
export type RunStatusValue = keyof typeof steps

/** The allowed transitions from each status. Other statuses, written by older versions, are final. */
const steps = {
  pending: ['running', 'aborting', 'cancelled', 'failed'],
  running: ['completed', 'failed', 'paused', 'waiting_for_input', 'aborting'],
  paused: ['running', 'aborting', 'cancelled', 'failed'],
  waiting_for_input: ['running', 'aborting', 'cancelled', 'failed'],
  aborting: ['cancelled', 'failed'],
  completed: [],
  cancelled: [],
  failed: [],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Returns the statuses that may follow a stored status. */
export function allowedTransitions(status: string): readonly string[] {
  return Object.hasOwn(steps, status) ? steps[status as RunStatusValue] : []
}
