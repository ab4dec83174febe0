import { type Cancellation, CancelledError } from './cancellation.ts'

/** A request exceeded its deadline; its running statement was cancelled. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'

  constructor() {
    super('The deadline of the request passed.')
  }
}

/** Throws `DeadlineError` if the deadline (of `performance.now()`) has passed. */
export function checkDeadline(deadline: number | undefined): void {
  if (deadline !== undefined && deadline <= performance.now()) throw new DeadlineError()
}

/**
 * Resolves like `answer`; rejects with `DeadlineError` at the deadline (of `performance.now()`) or with
 * `CancelledError` if the request is cancelled first.
 */
export async function within<Result>(
  deadline: number | undefined,
  answer: Promise<Result>,
  cancellation?: Cancellation,
): Promise<Result> {
  if (deadline === undefined && !cancellation) return answer
  let timer: NodeJS.Timeout | undefined
  let stopListening: (() => void) | undefined
  const end = new Promise<never>((_, reject) => {
    if (deadline !== undefined)
      timer = setTimeout(() => reject(new DeadlineError()), deadline - performance.now())
    stopListening = cancellation?.onCancel(() => reject(new CancelledError()))
  })
  try {
    return await Promise.race([answer, end])
  } finally {
    clearTimeout(timer)
    stopListening?.()
  }
}
