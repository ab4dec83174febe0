import { describe, expect, it } from 'vitest'
import { chooseWords, toCompare } from '../../../src/domains/search/word-sample.ts'

const words = ['the', 'of', 'zebra', 'quagga', 'okapi']

/** A sample of the newest 200 rows of a user who wrote each second one. */
const sampleOf = (counts: readonly number[], sessions = 10) => ({
  ...{ compared: 200, among: 400, counts, meanBytes: 500, sessions },
})
const bounds = { min: 2_000, max: 30_000, perLookup: 3 }
const choiceOf = (count: number) => ({ words: words.slice(0, count), maxCandidates: 12_000 })

describe('the newest rows to compare', () => {
  it.each([
    ['one frequent word', [100], 100, 10, 1, { own: 400, all: 1_200 }],
    ['one of a twentieth', [10], 10, 10, 1, { own: 660, all: 1_980 }],
    ['one that a single row has', [1], 1, 10, 1, null],
    ['one that none has', [0], 0, 10_000, 1, null],
    ['two frequent words', [100, 100], 50, 10, 2, { own: 400, all: 1_200 }],
    ['two that are together more often than by chance', [20, 20], 8, 10, 2, { own: 1_667, all: 5_001 }],
    ['many sessions', [4], 4, 2_000, 1, { own: 1_650, all: 4_950 }],
    ['two words that many sessions have rarely', [15, 15], 0, 5_000, 2, { own: 5_550, all: 16_650 }],
    ['fewer by chance than the sample has', [45, 44, 33, 24], 2, 5_000, 2, { own: 25_000, all: 75_000 }],
  ])('%s', (_title, counts, matching, sessions, asked, expected) => {
    expect(toCompare(sampleOf(counts, sessions), matching, 22, choiceOf(asked), bounds)).toEqual(expected)
  })

  it('are fewer where others have written most', () => {
    const sample = { ...sampleOf([40], 100), among: 10_000 }
    expect(toCompare(sample, 40, 22, choiceOf(1), bounds)).toEqual({ own: 400, all: 30_000 })
    expect(toCompare({ ...sample, counts: [10] }, 10, 22, choiceOf(1), bounds)).toBeNull()
  })
})

it('fewer rows are compared of large ones', () => {
  const sample = sampleOf([10])
  const large = { ...sample, meanBytes: 20_000 }
  expect(toCompare(sample, 10, 22, choiceOf(1), bounds)?.own).toBe(660)
  expect(toCompare(large, 10, 22, choiceOf(1), bounds)).toBeNull()
  expect(chooseWords(['a'], sample).maxCandidates).toBe(12_000)
  expect(chooseWords(['a'], large).maxCandidates).toBe(1_200)
})

describe('the words that the index is asked for', () => {
  const chosen = (counts: readonly number[], compared = 200) =>
    chooseWords(words.slice(0, counts.length), { ...sampleOf(counts), compared }).words

  it.each([
    ['the rare one of several', [150, 120, 0], ['zebra']],
    ['one of several rare ones', [150, 120, 1, 0, 1], ['quagga']],
    ['two that are less rare', [150, 120, 15, 16, 17], ['zebra', 'quagga']],
    ['three frequent ones', [150, 120, 38, 39, 40], ['zebra', 'quagga', 'okapi']],
    ['all that are needed', [150, 120], ['of', 'the']],
  ])('are %s', (_title, counts, expected) => {
    expect(chosen(counts)).toEqual(expected)
  })

  it('are all of them without a sample', () => {
    expect(chosen([0, 0, 0], 0)).toEqual(['the', 'of', 'zebra'])
  })
})
