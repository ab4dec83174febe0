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

/** What `answer` resolves to, or a `DeadlineError` when that has not happened by the deadline (of `performance.now()`). */
export async function within<Result>(deadline: number | undefined, answer: Promise<Result>): Promise<Result> {
  if (deadline === undefined) return answer
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError()), deadline - performance.now())
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
