import { checkDeadline } from '../data/deadline.ts'
import { resumable } from '../data/resumable.ts'
import type { Context } from './context.ts'

/** Throws where an answer is not made any more: its client has left, its time is over, or it is too large. */
export function checkWanted({ cancellation, deadline, answerSize }: Partial<Context>): void {
  cancellation?.throwIfCancelled()
  checkDeadline(deadline)
  if (answerSize?.exceeded) throw answerSize.exceeded
}

/**
 * A resolver that masks or parses what may be large: after much work in one turn of the event loop, it goes on in later ones.
 * `read` may be called again, so it must be without side effects.
 */
export const inTurns =
  <Source, Value>(read: (source: Source, context: Context) => Value) =>
  (source: Source, _args: unknown, context: Context): Value | Promise<Value> =>
    resumable(read, source, context, checkWanted)
