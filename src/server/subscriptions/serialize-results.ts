import type { ExecutionResult } from 'graphql'
import { dataUnits, reserveToEnd, spend } from '../../data/turns.ts'
import { rootCause } from '../../errors/root-cause.ts'
import { SkipEvent } from '../../schema/subscription.ts'
import type { SerializedResult } from './kept-results.ts'

/** Serializes the results of a batch of events, null for an event without one; after a large one, in later turns. */
export async function serializeResults(
  batch: readonly object[],
  results: readonly ExecutionResult[],
): Promise<ReadonlyMap<object, SerializedResult | null>> {
  const serialized = new Map<object, SerializedResult | null>()
  for (const [i, event] of batch.entries()) {
    const turn = reserveToEnd(0)
    if (turn) await turn
    const result = serialize(results[i])
    if (result) spend(result.json.length * dataUnits)
    serialized.set(event, result)
  }
  return serialized
}

function serialize(result: ExecutionResult | undefined): SerializedResult | null {
  if (!result || result.errors?.some((error) => rootCause(error) instanceof SkipEvent)) return null
  const json = JSON.stringify(result)
  // Errors must be masked first, so their text cannot be reused.
  return { result: result.errors ? result : { ...result, ...{ stringify: () => json } }, json }
}
