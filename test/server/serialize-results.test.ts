import { type ExecutionResult, GraphQLError } from 'graphql'
import { beforeEach, describe, expect, it } from 'vitest'
import { SkipEvent } from '../../src/schema/subscription.ts'
import { serializeResults } from '../../src/server/subscriptions/serialize-results.ts'
import { countTurns } from '../attack/turn-counter.ts'

const resultOf = (length: number) => ({ data: { text: 'x'.repeat(length) } })
const eventsOf = (results: readonly object[]) => results.map((_, n) => ({ n }))

// A turn that an earlier test filled has ended.
beforeEach(async () => {
  for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setImmediate(resolve))
})

/** Serializes results, and returns in how many turns of the event loop that is done. */
async function turnsOf(results: readonly ExecutionResult[]): Promise<number> {
  const counter = countTurns()
  const before = counter.turn
  await serializeResults(eventsOf(results), results)
  counter.stop()
  return counter.turn - before
}

describe('the results of events', () => {
  it('are serialized in several turns of the event loop where they are large', async () => {
    expect(await turnsOf(Array(5).fill(resultOf(5_000_000)))).toBeGreaterThanOrEqual(4)
  })

  it('are serialized at once where they are small', async () => {
    expect(await turnsOf(Array(50).fill(resultOf(100)))).toBe(0)
  })

  it('are null for events without one, and keep their errors to be masked', async () => {
    const skipped = { errors: [new GraphQLError('x', { originalError: new SkipEvent() })] }
    const failed = { data: null, errors: [new GraphQLError('x')] }
    const results = [resultOf(1), skipped, failed]
    const events = eventsOf(results)
    const serialized = await serializeResults(events, results)
    expect(events.map((event) => serialized.get(event)?.json)).toEqual([
      '{"data":{"text":"x"}}',
      undefined,
      '{"data":null,"errors":[{"message":"x"}]}',
    ])
    expect(serialized.get(events[1] as object)).toBeNull()
    expect(serialized.get(events[2] as object)?.result).toBe(failed)
  })
})
