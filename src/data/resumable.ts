import { inTurn, isBeyondTurn, spentInTurn } from './turns.ts'

type Step = (text: string) => string

/** An attempt at resumable work: the first one keeps no results, so that work of one turn costs nothing more. */
type Attempt = { readonly results: Map<Step, Map<string, string>> | undefined; hasProgress: boolean }

let current: Attempt | undefined

const turnIsSpent = new Error('The turn of the event loop is spent.')

/**
 * Runs synchronous work that may take longer than a turn of the event loop. Before a step for which the turn has no room, the
 * work is left by an exception and begun again in a later turn, with the results of its earlier steps. The work must be
 * without side effects. `check` runs before each further attempt and throws if the result is no longer needed.
 */
export const resumable = <Value>(work: () => Value, check?: () => void): Value | Promise<Value> =>
  inTurn(() => attempt(work, undefined, check), check) as Value | Promise<Value>

function attempt<Value>(
  work: () => Value,
  results: Attempt['results'],
  check: (() => void) | undefined,
): Value | Promise<Value> {
  current = { results, hasProgress: false }
  try {
    return work()
  } catch (error) {
    if (error !== turnIsSpent) throw error
  } finally {
    current = undefined
  }
  return inTurn(() => attempt(work, results ?? new Map(), check), check) as Promise<Value>
}

/** True in work that was begun again. */
export const isResumed = (): boolean => current?.results !== undefined

/** Runs a step of resumable work, whose result depends on the text alone; anywhere else, just runs it. */
export function runStep(step: Step, text: string): string {
  if (!current) return step(text)
  const { results, hasProgress } = current
  const known = results?.get(step)?.get(text)
  if (known !== undefined) return known
  // Each further attempt does a step at least; the first one may find the turn full of other work.
  const mayPause = hasProgress || (results === undefined && spentInTurn() > 0)
  if (mayPause && isBeyondTurn(text.length)) throw turnIsSpent
  current.hasProgress = true
  const result = step(text)
  if (results) getResults(step, results).set(text, result)
  return result
}

function getResults(step: Step, results: Map<Step, Map<string, string>>): Map<string, string> {
  const known = results.get(step) ?? new Map<string, string>()
  results.set(step, known)
  return known
}
