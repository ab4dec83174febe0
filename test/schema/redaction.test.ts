import { describe, expect, it } from 'vitest'
import { scrubJson } from '../../src/auth/scrub.ts'
import { Cancellation } from '../../src/data/cancellation.ts'
import { spend } from '../../src/data/turns.ts'
import { AnswerSize } from '../../src/schema/answer-size.ts'
import type { Context } from '../../src/schema/context.ts'
import { redacted } from '../../src/schema/redaction.ts'
import { countTurns } from '../attack/turn-counter.ts'

const contextOf = (viewer: string | null, cancellation?: Cancellation) =>
  ({
    viewer: viewer && { id: viewer, isAdmin: false },
    cancellation,
    answerSize: new AnswerSize(),
  }) as Context

/** A redacted field over `text` that counts how often it is read. */
function countingField() {
  const counts = { reads: 0 }
  const { resolve } = redacted(['text'], (row, audience) => {
    counts.reads += 1
    return `${audience.owner} ${scrubJson(row.text, audience)}`
  })
  return { counts, resolve }
}

const large = { text: 'a text '.repeat(4_000), owners: 'me' }
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
const busyTurn = async () => {
  await nextTurn()
  spend(10_000_000)
}

describe('a redacted field', () => {
  it('masks a large text of a row once for each audience, under however many aliases', async () => {
    await nextTurn()
    const { counts, resolve } = countingField()
    const owner = contextOf('me')
    const first = await resolve(large, {}, owner)
    expect(await resolve(large, {}, owner)).toBe(first)
    expect(counts.reads).toBe(1)
    expect(await resolve(large, {}, contextOf(null))).toMatch(/^false /)
    expect(await resolve(large, {}, owner)).toMatch(/^true /)
    expect(await resolve({ ...large }, {}, owner)).toMatch(/^true /)
    expect(counts.reads).toBe(3)
  })

  it('of another kind over the same row is another one', async () => {
    await nextTurn()
    const [one, other] = [countingField(), countingField()]
    await one.resolve(large, {}, contextOf('me'))
    await other.resolve(large, {}, contextOf('me'))
    expect([one.counts.reads, other.counts.reads]).toEqual([1, 1])
  })

  it('is not masked any more when its turn comes after the client has left', async () => {
    await busyTurn()
    const { counts, resolve } = countingField()
    const cancellation = new Cancellation()
    const value = resolve(large, {}, contextOf('me', cancellation))
    cancellation.cancel()
    await expect(value).rejects.toThrow('cancelled')
    expect(counts.reads).toBe(0)
  })

  it('is not masked any more when its answer has become too large meanwhile', async () => {
    await busyTurn()
    const { counts, resolve } = countingField()
    const answerSize = new AnswerSize({ errors: 200, objects: 1, responseBytes: 100 })
    const value = resolve(large, {}, { ...contextOf('me'), answerSize })
    expect(() => answerSize.addBytes(101)).toThrow()
    await expect(value).rejects.toBe(answerSize.exceeded)
    expect(counts.reads).toBe(0)
  })

  it('waits for another turn behind documents of many small values', async () => {
    await nextTurn()
    const { resolve } = countingField()
    const cancellation = new Cancellation()
    const context = contextOf(null, cancellation)
    const values = () => resolve({ text: Array(100_000).fill({}), owners: 'me' }, {}, context)
    const fields = Array.from({ length: 100 }, values)
    expect(fields.at(-1)).toBeInstanceOf(Promise)
    // Otherwise the turns of the following tests would be spent on them.
    cancellation.cancel()
    await Promise.allSettled(fields)
  })
})

describe('a value under many aliases', () => {
  const { resolve } = redacted(['content'], (row, audience) => scrubJson(row.content, audience))
  const context = contextOf(null)

  /** Asks for a value under aliases, whose completion walks over it, and returns in how many turns all have it. */
  async function turnsOf(content: unknown, aliases: number): Promise<number> {
    const row = { content, owners: null }
    const counter = countTurns()
    const turns = new Set<number>()
    await resolve(row, undefined, context)
    await Promise.all(
      Array.from({ length: aliases }, async () => {
        await resolve(row, undefined, context)
        turns.add(counter.turn)
      }),
    )
    counter.stop()
    return turns.size
  }

  it.each<[string, unknown]>([
    ['masked in one turn', Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`key${n}`, n]))],
    ['masked in several', Array.from({ length: 40_000 }, (_, n) => `text ${n}`)],
  ])('is completed in several turns of the event loop where it is large: %s', async (_what, content) => {
    expect(await turnsOf(content, 40)).toBeGreaterThanOrEqual(5)
  })

  it('is completed at once where it is small', async () => {
    for (let n = 0; n < 3; n += 1) await nextTurn()
    expect(await turnsOf({ key: 'value' }, 40)).toBe(1)
  })
})
