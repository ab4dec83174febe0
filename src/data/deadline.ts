import { type Cancellation, CancelledError } from './cancellation.ts'

/** A request was given up at its deadline, and the statement it had sent last with it. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'

  constructor() {
    super('The deadline of the request passed.')
  }
}

/** Throws when a deadline (of `performance.now()`) has passed. */
export function checkDeadline(deadline: number | undefined): void {
  if (deadline !== undefined && deadline <= performance.now()) throw new DeadlineError()
}

/**
 * What `answer` resolves to; a `DeadlineError` when that has not happened by the deadline (of `performance.now()`), or a
 * `CancelledError` when the request is cancelled before.
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
