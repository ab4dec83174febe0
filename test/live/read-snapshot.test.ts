import { describe, expect, it } from 'vitest'
import {
  advance,
  advanceRecent,
  emptySnapshot,
  everythingSeen,
  includes,
  noFloor,
  type ReadSnapshot,
  readSeen,
  renumber,
  writeSeen,
} from '../../src/live/read-snapshot.ts'

const floor = '2026-01-01T00:00:00.000Z'
const later = '2026-01-02T00:00:00.000Z'
const snapshot = (horizon: number, xids: number[], recent: number[] = [], from = noFloor): ReadSnapshot => ({
  horizon,
  xids,
  recent,
  floor: from,
})

describe('a snapshot', () => {
  it('keeps what is not below the horizon, each once, in order', () => {
    expect(advance(snapshot(5, [12, 7], [30, 8], floor), [9, 100, 12, 10], 9)).toEqual(
      snapshot(9, [9, 10, 12, 30, 100]),
    )
    expect(advance(emptySnapshot, [], 3)).toEqual(snapshot(3, []))
  })

  it('notes transactions of a recent reading apart, and keeps its horizon', () => {
    expect(advanceRecent(snapshot(5, [7], [30, 8]), [9, 100, 8], floor)).toEqual(
      snapshot(5, [7], [8, 9, 30, 100], floor),
    )
  })

  it.each([
    ['the same', snapshot(5, [7]), snapshot(5, [7]), true],
    ['one that is further', snapshot(9, []), snapshot(5, [7, 8]), true],
    ['one that is behind', snapshot(4, [5, 6]), snapshot(5, []), false],
    ['one without a transaction', snapshot(5, [7]), snapshot(5, [7, 9]), false],
    ['one without the transaction at its horizon', snapshot(7, []), snapshot(5, [7]), false],
    ['a recent one read whole', snapshot(5, [7]), snapshot(5, [], [7], floor), true],
    ['a recent one read from the same time', snapshot(5, [], [7], floor), snapshot(5, [], [7], floor), true],
    ['a recent one read from before', snapshot(5, [], [7], floor), snapshot(5, [], [7], later), true],
    ['a recent one read from later', snapshot(5, [], [7], later), snapshot(5, [], [7], floor), false],
    ['a whole one read as recent', snapshot(5, [], [7], floor), snapshot(5, [7]), false],
    [
      'two recent ones, one of which is missing',
      snapshot(5, [], [7], floor),
      snapshot(5, [], [7, 8], floor),
      false,
    ],
    ['everything', everythingSeen, snapshot(5, [700], [800], floor), true],
  ])('includes another, or not: %s', (_, one, other, expected) => {
    expect(includes(one, other)).toBe(expected)
  })

  it.each([
    emptySnapshot,
    snapshot(700, []),
    snapshot(700, [701, 703, 5_000_000_000]),
    snapshot(700, [], [702, 704], floor),
    snapshot(4_294_967_296, [4_294_967_300], [4_294_967_301], floor),
  ])('is the same after it was written and read: %o', (seen) => {
    expect(readSeen(writeSeen(seen))).toEqual(seen)
  })

  it('is written in differences', () => {
    expect(writeSeen(snapshot(700, [701, 703, 739], [800]))).toEqual(['jg', '1.2.10', '2s', ''])
  })

  it.each([
    ['nothing is above', snapshot(5, [7, 9], [8], floor), 9, 0, snapshot(5, [7, 9], [8], floor)],
    ['some are above', snapshot(5, [7, 9], [8, 10], floor), 8, 0, snapshot(5, [7], [8], floor)],
    ['the horizon is above', snapshot(50, [60]), 8, 0, snapshot(9, [])],
    ['no row was seen', snapshot(50, [60]), -1, 0, snapshot(0, [])],
    ['the counter was set forward', snapshot(5, [7, 9]), 7, 1_000, snapshot(1_005, [1_007])],
    ['no row was seen, and the counter was set forward', snapshot(50, []), -1, 1_000, snapshot(0, [])],
  ])('is renumbered where %s', (_, seen, last, shift, expected) => {
    expect(renumber(seen, last, shift)).toEqual(expected)
  })
})
