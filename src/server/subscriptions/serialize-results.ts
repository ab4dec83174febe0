import type { ExecutionResult } from 'graphql'
import { dataUnits, reserveToEnd, spend } from '../../data/turns.ts'
import { LimitError } from '../../errors/limit-error.ts'
import { getRootCause } from '../../errors/root-cause.ts'
import { SkipEvent } from '../../schema/subscription.ts'
import { hasSerializedData, isLarge, serializeData } from '../serialize.ts'
import { SerializedResult } from './kept-results.ts'

/**
 * Serializes the results of a batch of events, null for an event without one; after a large one, in later turns. One of more than
 * `maxBytes` of JSON is replaced by an error.
 */
export async function serializeResults(
  batch: readonly object[],
  results: readonly ExecutionResult[],
  maxBytes?: number,
): Promise<ReadonlyMap<object, SerializedResult | null>> {
  const serialized = new Map<object, SerializedResult | null>()
  for (const [i, event] of batch.entries()) {
    const turn = reserveToEnd(0)
    if (turn) await turn
    const result = await serialize(results[i], maxBytes)
    if (result) spend(result.json.length * dataUnits)
    serialized.set(event, result)
  }
  return serialized
}

/** Weight from which a result is serialized in several turns: about 1 MB of texts, or 20,000 values. */
const maxWeightAtOnce = 20_000

async function serialize(
  result: ExecutionResult | undefined,
  maxBytes: number | undefined,
): Promise<SerializedResult | null> {
  if (!result || result.errors?.some((error) => getRootCause(error) instanceof SkipEvent)) return null
  const serialized = isLarge(result.data, maxWeightAtOnce) ? await serializeLarge(result, maxBytes) : result
  const json = hasSerializedData(serialized) ? serialized.stringify(serialized) : JSON.stringify(serialized)
  // Errors must be masked first, so their text cannot be reused.
  return new SerializedResult(
    serialized.errors ? serialized : { ...serialized, ...{ stringify: () => json } },
    json,
  )
}

async function serializeLarge(
  result: ExecutionResult,
  maxBytes: number | undefined,
): Promise<ExecutionResult> {
  try {
    return await serializeData(result, maxBytes)
  } catch (error) {
    if (!(error instanceof LimitError)) throw error
    return { data: null, errors: [error] }
  }
}
