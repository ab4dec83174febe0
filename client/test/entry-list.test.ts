import { expect, it } from 'vitest'
import { type EntryList, EntryListBuilder } from '../src/entry-list.ts'

/** Random numbers below a bound, the same ones each time. */
function createRandom(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % bound
  }
}

it('keeps every committed version unchanged by later additions, replacements and clearing', () => {
  const random = createRandom(7)
  const builder = new EntryListBuilder<number>()
  let model: number[] = []
  const versions: { list: EntryList<number>; model: readonly number[] }[] = []
  for (let step = 0; step < 400; step += 1) {
    for (let count = random(60); count > 0; count -= 1) {
      model.push(step)
      builder.add(step)
    }
    for (let count = random(4); count > 0 && model.length > 0; count -= 1) {
      const index = random(model.length)
      model[index] = -step
      builder.replace(index, -step)
    }
    if (random(150) === 0) {
      model = []
      builder.clear()
    }
    versions.push({ list: builder.commit(), model: [...model] })
  }
  expect(Math.max(...versions.map(({ list }) => list.length))).toBeGreaterThan(2_048)
  for (const { list, model: expected } of versions) {
    expect(list.length).toBe(expected.length)
    expect([...list]).toEqual(expected)
  }
})

it('reads by index and by range as an array does', () => {
  const array = Array.from({ length: 3_000 }, (_, index) => index)
  const builder = new EntryListBuilder<number>()
  for (const number of array) builder.add(number)
  const list = builder.commit()
  for (const index of [0, 1_023, 1_024, 2_999, 3_000, -1, -3_000, -3_001])
    expect(list.at(index)).toBe(array.at(index))
  for (const [start, end] of [
    [undefined, undefined],
    [1_000, 1_050],
    [-5, undefined],
    [10, -10],
    [2_990, 4_000],
    [-4_000, 2],
    [20, 10],
  ])
    expect(list.slice(start, end)).toEqual(array.slice(start, end))
})
