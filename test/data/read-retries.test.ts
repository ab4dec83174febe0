import { describe, expect, it } from 'vitest'
import { afterFailure } from '../../src/data/read-retries.ts'

describe('a failed read', () => {
  it.each([
    { isStale: true, isBroken: false, isCause: true, retries: 0, next: 'prepareAgain' },
    { isStale: true, isBroken: false, isCause: true, retries: 7, next: 'prepareAgain' },
    { isStale: true, isBroken: false, isCause: true, retries: 8, next: 'fail' },
    { isStale: false, isBroken: false, isCause: true, retries: 0, next: 'fail' },
    { isStale: false, isBroken: true, isCause: true, retries: 0, next: 'sendAgain' },
    { isStale: false, isBroken: true, isCause: true, retries: 1, next: 'fail' },
    { isStale: false, isBroken: true, isCause: false, retries: 0, next: 'sendAgain' },
    { isStale: false, isBroken: true, isCause: false, retries: 5, next: 'sendAgain' },
  ])('is handled by its cause and its retries: %j', ({ retries, next, ...failure }) => {
    expect(afterFailure(failure, retries)).toBe(next)
  })
})
