import { describe, expect, it } from 'vitest'
import { scrubJson } from '../../src/auth/scrub.ts'
import { DeadlineError } from '../../src/data/deadline.ts'
import type { Context } from '../../src/schema/context.ts'
import { inTurns } from '../../src/schema/in-turns.ts'

/** Masking it takes several turns of the event loop. */
const document = Array.from({ length: 40_000 }, (_, n) => `text ${n}`)

describe('a field that is masked in turns', () => {
  const resolve = inTurns((value: unknown) => scrubJson(value, { owner: false }))
  const contextOf = (deadline: number) => ({ deadline, answerSize: {} }) as Context

  it('fails once the deadline of its request is over', async () => {
    const answer = async () => resolve(document, undefined, contextOf(performance.now()))
    await expect(answer()).rejects.toThrow(DeadlineError)
  })

  it('is answered within it', async () => {
    const answer = await resolve(document, undefined, contextOf(performance.now() + 60_000))
    expect(answer).toEqual(document)
  })
})
