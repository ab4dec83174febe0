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

/** Watches for another reason to give up: calls `reject` with it, until the returned function is called. */
export type Watch = (reject: (error: Error) => void) => () => void

/** Starts work that settles by callbacks. */
export type Start<Result> = (resolve: (result: Result) => void, reject: (error: unknown) => void) => void

/**
 * Settles as the work that `start` begins; rejects with `DeadlineError` at the deadline (of `performance.now()`), with
 * `CancelledError` if the request is cancelled first, or with the error of `watch`.
 */
export function within<Result>(
  deadline: number | undefined,
  start: Start<Result>,
  cancellation?: Cancellation,
  watch?: Watch,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    let stopListening: (() => void) | undefined
    let stopWatching: (() => void) | undefined
    const stop = () => {
      clearTimeout(timer)
      stopListening?.()
      stopWatching?.()
    }
    const fail = (error: unknown) => {
      stop()
      reject(error)
    }
    if (deadline !== undefined)
      timer = setTimeout(() => fail(new DeadlineError()), deadline - performance.now())
    stopListening = cancellation?.onCancel(() => fail(new CancelledError()))
    stopWatching = watch?.(fail)
    start((result) => {
      stop()
      resolve(result)
    }, fail)
  })
}
