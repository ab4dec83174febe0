import { describe, expect, it } from 'vitest'
import { cut, hidden, scrubPlatformSecrets, scrubText } from '../../src/auth/secret-patterns.ts'
import { inTurn } from '../../src/data/turns.ts'
import { expectWithin, growth, processorMs, shortest } from '../support/growth.ts'
import { pieces } from './growth-pieces.ts'

describe.each([
  ['everything', scrubText],
  ['what is the platform’s', scrubPlatformSecrets],
])('masking %s', (_what, scrub) => {
  it.each(pieces)('takes at most 2.5 times as long for twice as much of %j', (piece) => {
    const make = (length: number) => piece.repeat(Math.ceil(length / piece.length))
    // Both texts are longer than a segment, so that both are searched for its end.
    expect(growth(make, scrub, 400_000)).toBeLessThan(2.5)
  })
})

describe('the time that a text takes', () => {
  it('is spread over turns of the event loop where many are masked', async () => {
    const text = 'A_token=abc1 '.repeat(15_000)
    let longest = 0
    // The processor's time, which other work on the machine does not lengthen.
    let last = processorMs()
    let turns = 0
    const watch = setInterval(() => {
      turns += 1
      longest = Math.max(longest, processorMs() - last)
      last = processorMs()
    }, 0)
    const started = processorMs()
    const results = Array.from({ length: 40 }, () => inTurn(() => scrubText(text)))
    expect(results.filter((result) => result instanceof Promise).length).toBeGreaterThan(30)
    expect(new Set(await Promise.all(results))).toEqual(new Set([hidden]))
    clearInterval(watch)
    expect(turns).toBeGreaterThan(5)
    expect(longest).toBeLessThan((processorMs() - started) / 3)
  })

  it('is bounded by the length that is masked', () => {
    expect(scrubText('a '.repeat(1_000_000))).toBe(`${'a '.repeat(500_000)}${cut}`)
  })

  it('is short for a message of one JWT’s beginning after the other', () => {
    const attack = `${'eyJ-'.repeat(24_700)} .eyJ`
    expectWithin(
      shortest(3, () => scrubText(attack)),
      50,
    )
  })

  it('is bounded by the number of places that are looked at: beyond, a text of one line is hidden', () => {
    const many = 'token=abcdef1 '
    expect(scrubText(many.repeat(9_000))).toBe(`token=${hidden} `.repeat(9_000))
    expect(scrubText(many.repeat(20_000))).toBe(hidden)
  })
})
