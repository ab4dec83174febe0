import { expect, it } from 'vitest'
import {
  createKeptResults,
  KeptResults,
  SerializedResult,
} from '../../src/server/subscriptions/kept-results.ts'

/** A batch of two events: one with a result of this size (1 more than a multiple of 3), one without. */
function makeBatch(bytes: number) {
  const batch = [{}, {}] as const
  const json = 'x'.repeat((bytes - 1) / 3)
  const results = new Map<object, SerializedResult | null>([
    [batch[0], new SerializedResult({}, json)],
    [batch[1], null],
  ])
  return { batch, results }
}

/** Creates two groups whose kept results have at most `maxBytes` together. */
function makeGroups(maxBytes: number) {
  const all = createKeptResults(maxBytes)
  return { all, groups: [new KeptResults(all), new KeptResults(all)] as const }
}

it('keeps the last 8 batches of a group', () => {
  const { all, groups } = makeGroups(1_000)
  const made = Array.from({ length: 10 }, () => makeBatch(10))
  for (const { batch, results } of made) groups[0].set(batch, results)
  expect(made.map(({ batch }) => groups[0].get(batch) !== undefined)).toEqual([
    ...[false, false],
    ...Array(8).fill(true),
  ])
  expect([all.size, all.calculatedSize]).toEqual([8, 80])
  groups[0].clear()
  expect([all.size, all.calculatedSize]).toEqual([0, 0])
})

it('drops what was used least recently of all groups beyond the size', () => {
  const { groups } = makeGroups(300)
  const [first, second, third, fourth] = [makeBatch(100), makeBatch(100), makeBatch(91), makeBatch(91)]
  groups[0].set(first.batch, first.results)
  groups[1].set(second.batch, second.results)
  groups[1].set(third.batch, third.results)
  expect(groups[0].get(first.batch)).toBe(first.results)
  groups[1].set(fourth.batch, fourth.results)
  expect(groups[0].get(first.batch)).toBe(first.results)
  expect([second, third, fourth].map(({ batch }) => groups[1].get(batch) !== undefined)).toEqual([
    ...[false, true, true],
  ])
})

it('keeps a batch that is larger by itself, and nothing beside it', () => {
  const { all, groups } = makeGroups(300)
  const [small, large, next] = [makeBatch(10), makeBatch(1_000), makeBatch(10)]
  groups[0].set(small.batch, small.results)
  groups[1].set(large.batch, large.results)
  expect([groups[0].get(small.batch), groups[1].get(large.batch)]).toEqual([undefined, large.results])
  groups[0].set(next.batch, next.results)
  expect(groups[1].get(large.batch)).toBeUndefined()
  expect(all.size).toBe(1)
})
