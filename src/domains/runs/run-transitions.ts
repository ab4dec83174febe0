/** The statuses that writers of today set. */
export type RunStatusValue = keyof typeof steps

/** From each status, those that may follow. What is not named here (older versions wrote more) has ended. */
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

/** What may follow a run's status, as the database holds both. */
export function allowedTransitions(status: string): readonly string[] {
  return Object.hasOwn(steps, status) ? steps[status as RunStatusValue] : []
}
