import { describe, expect, it } from 'vitest'
import { chooseWords, toCompare } from '../../../src/domains/search/word-sample.ts'

const words = ['the', 'of', 'zebra', 'quagga', 'okapi']

describe('the number of newest rows to compare', () => {
  it.each([
    [[100], 0, 10, 400],
    [[10], 10, 10, 632],
    [[1], 1, 10, 0],
    [[100, 100], 0, 10, 400],
    [[20, 20], 1, 10, 0],
    [[20, 20], 8, 10, 825],
    [[4], 4, 10, 0],
    [[4], 4, 2_000, 1_474],
    [[1], 1, 9_000, 0],
  ])('for counts %j, of which %i match, in %i sessions is %i', (counts, matching, sessions, expected) => {
    expect(toCompare({ compared: 200, counts, meanBytes: 500, sessions }, matching, 22)).toBe(expected)
  })
})

it('fewer texts are compared of large ones', () => {
  const sample = { compared: 200, counts: [10], meanBytes: 500, sessions: 10 }
  expect(toCompare(sample, 10, 22)).toBe(632)
  expect(toCompare({ ...sample, meanBytes: 20_000 }, 10, 22)).toBe(0)
  expect(chooseWords(['a'], sample, 22).maxCandidates).toBe(2_000)
  expect(chooseWords(['a'], { ...sample, meanBytes: 20_000 }, 22).maxCandidates).toBe(200)
})

describe('the words that the index is asked for', () => {
  const chosen = (counts: readonly number[], compared = 200) =>
    chooseWords(words.slice(0, counts.length), { compared, counts, meanBytes: 500, sessions: 10 }, 22)

  it.each([
    ['the rare one of several', [150, 120, 0], ['zebra']],
    ['two rare ones', [150, 120, 0, 0, 0], ['zebra', 'quagga']],
    ['three that are less rare', [150, 120, 1, 1, 1], ['zebra', 'quagga', 'okapi']],
    ['frequent ones too, until a page is expected', [150, 120, 20, 20, 20], ['zebra', 'quagga']],
    ['all that are needed', [150, 120], ['of', 'the']],
  ])('are %s', (_title, counts, expected) => {
    expect(chosen(counts).words).toEqual(expected)
  })

  it('are all of them without a sample', () => {
    expect(chosen([0, 0, 0], 0).words).toEqual(['the', 'of', 'zebra'])
  })

  it('leave a page to be expected where the others are frequent', () => {
    expect(chosen([190, 190, 190, 1, 1]).isPageExpected).toBe(true)
    expect(chosen([20, 20, 0]).isPageExpected).toBe(false)
  })
})
