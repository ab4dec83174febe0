import { endTurn, inTurn, isBeyondTurn, isTurnSpent, spentInTurn } from './turns.ts'

type Step<Result> = (text: string) => Result
type Results = Map<Step<unknown>, Map<string, unknown>>

/** An attempt at resumable work: the first one keeps no results, so that work of one turn costs nothing more. */
type Attempt = {
  readonly results: Results | undefined
  /** The walks of the work, in the order in which it begins them. */
  readonly walks?: KeptWalk[]
  begunWalks: number
  /** Entries of large objects, which V8 sorts each time that it lists them. */
  readonly entries?: Map<object, Entries>
  hasProgress: boolean
}
type Entries = readonly (readonly [string, unknown])[]

/**
 * A walk over a document that is begun again in each attempt: by its objects and arrays, how far the loops over them came,
 * and its result once it is complete.
 */
export type KeptWalk = { readonly loops: Map<object, unknown>; result?: { readonly value: unknown } }

let current: Attempt | undefined

const turnIsSpent = new Error('The turn of the event loop is spent.')

/** Most work ends in its first attempt, which is on the path of every masked field and allocates nothing. */
const first: Attempt = { results: undefined, begunWalks: 0, hasProgress: false }

/**
 * Runs synchronous work that may take longer than a turn of the event loop. Before a step for which the turn has no room, the
 * work is left by an exception and begun again in a later turn, with the results of its earlier steps. The work must be
 * without side effects. `check` runs before each further attempt and throws if the result is no longer needed.
 */
export function resumable<Source, Context, Value>(
  work: (source: Source, context: Context) => Value,
  source: Source,
  context: Context,
  check?: (context: Context) => void,
): Value | Promise<Value> {
  if (isTurnSpent()) return resume(undefined, work, source, context, check)
  first.hasProgress = false
  try {
    return attempt(first, work, source, context)
  } catch (error) {
    if (error !== turnIsSpent) throw error
    return resume(new Map(), work, source, context, check)
  }
}

// Not nested in `resumable`, for whose variables V8 would allocate a context at each call.
function resume<Source, Context, Value>(
  results: Attempt['results'],
  work: (source: Source, context: Context) => Value,
  source: Source,
  context: Context,
  check?: (context: Context) => void,
): Value | Promise<Value> {
  const entries = new Map<object, Entries>()
  const walks: KeptWalk[] = []
  const attemptAgain = (known: Attempt['results']): Value | Promise<Value> =>
    inTurn(
      () => {
        try {
          return attempt(
            { results: known, entries, walks, begunWalks: 0, hasProgress: false },
            work,
            source,
            context,
          )
        } catch (error) {
          if (error !== turnIsSpent) throw error
        }
        return attemptAgain(known ?? new Map()) as Value
      },
      () => check?.(context),
    )
  return attemptAgain(results)
}

function attempt<Source, Context, Value>(
  made: Attempt,
  work: (source: Source, context: Context) => Value,
  source: Source,
  context: Context,
): Value {
  current = made
  try {
    return work(source, context)
  } finally {
    current = undefined
  }
}

/** Objects with fewer keys are listed again in each attempt. */
const minKeptEntries = 1_000

/** Returns `Object.entries`, which work that is begun again has from its earlier attempt. The object must not change meanwhile. */
export function listEntries(object: Readonly<Record<string, unknown>>): Entries {
  const known = current?.entries?.get(object)
  if (known) return known
  const entries = Object.entries(object)
  if (entries.length >= minKeptEntries) current?.entries?.set(object, entries)
  return entries
}

/** Begins the next walk of the work: undefined in its first attempt, otherwise what was kept of it in earlier ones. */
export function beginWalk(): KeptWalk | undefined {
  if (!current?.walks) return undefined
  const at = current.begunWalks
  current.begunWalks += 1
  const walk = current.walks[at] ?? { loops: new Map() }
  current.walks[at] = walk
  return walk
}

/** True in work that was begun again. */
export const isResumed = (): boolean => current?.results !== undefined

/**
 * Runs a step of resumable work, whose result depends on the text alone; anywhere else, just runs it. All that the work counts
 * as spent, except at its end, must be counted in steps: what is counted again in each attempt leaves no room for progress.
 */
export function runStep<Result>(step: Step<Result>, text: string): Result {
  if (!current) return step(text)
  const { results, hasProgress } = current
  const known = results?.get(step)
  if (known?.has(text)) return known.get(text) as Result
  // Each further attempt does a step at least; the first one may find the turn full of other work.
  const mayPause = hasProgress || (results === undefined && spentInTurn() > 0)
  if (mayPause && isBeyondTurn(text.length)) {
    endTurn()
    throw turnIsSpent
  }
  current.hasProgress = true
  const result = step(text)
  if (results) getResults(step, results).set(text, result)
  return result
}

function getResults(step: Step<unknown>, results: Results): Map<string, unknown> {
  const known = results.get(step) ?? new Map<string, unknown>()
  results.set(step, known)
  return known
}
