/** What `npm run test:abuse` finds out from its measurements. */
import { describe, expect, it } from 'vitest'
import { computeMaxProcessorTime, type Sample } from './abuse/processor-time.ts'
import { describeRequests, describeTurn } from './abuse/sent.ts'

describe('the processor time between two times of day', () => {
  // Works for 30 of 40 ms, then for 5 of 100 ms, then without pause.
  const samples: readonly Sample[] = [
    [1_000, 500],
    [1_040, 530],
    [1_140, 535],
    [1_200, 595],
  ]

  it('is that of the intervals that are wholly inside', () => {
    expect(computeMaxProcessorTime(samples, 1_000, 1_200)).toBe(95)
    expect(computeMaxProcessorTime(samples, 1_040, 1_140)).toBe(5)
  })

  it('has no more of an interval at an end than the time that is inside', () => {
    expect(computeMaxProcessorTime(samples, 1_030, 1_150)).toBe(10 + 5 + 10)
  })

  it('has no more of an interval at an end than was used in it', () => {
    expect(computeMaxProcessorTime(samples, 1_002, 1_120)).toBe(30 + 5)
  })

  it('may begin and end in one interval', () => {
    expect(computeMaxProcessorTime(samples, 1_150, 1_170)).toBe(20)
    expect(computeMaxProcessorTime(samples, 1_050, 1_130)).toBe(5)
  })

  it('is none outside of the samples', () => {
    expect(computeMaxProcessorTime(samples, 900, 1_000)).toBe(0)
    expect(computeMaxProcessorTime(samples, 1_200, 1_300)).toBe(0)
    expect(computeMaxProcessorTime([], 1_000, 1_100)).toBe(0)
  })
})

describe('a long turn', () => {
  const turn = { from: 1_000, until: 1_080, busyMs: 74.6, workMs: 60.2 }
  const sent = [
    { kind: 'ended', key: 'a', from: 900, until: 1_000 },
    { kind: 'early', key: '{ early }', from: 400, until: 1_010 },
    { kind: 'late', key: 'x'.repeat(500), from: 1_010, until: 1_500 },
    { kind: 'not begun', key: 'b', from: 1_080, until: 1_100 },
  ]

  it('is described by the kinds of the requests in work, the last one first', () => {
    expect(describeTurn(turn, sent)).toBe('75 ms, 60 without collections: late (-10), early (600)')
  })

  it('is described by the beginning of what they sent', () => {
    expect(describeRequests(turn, sent)).toBe(
      `late: ${'x'.repeat(120)} (500 characters)\nearly: { early } (9 characters)`,
    )
  })
})
