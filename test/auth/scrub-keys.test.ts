import { expect, it } from 'vitest'
import { scrubJson } from '../../src/auth/scrub.ts'
import { keyUnits, spentInTurn } from '../../src/data/turns.ts'

const other = { owner: false }
const unitsOf = (document: object) => {
  const before = spentInTurn()
  scrubJson(document, other)
  return spentInTurn() - before
}

it('keys that documents repeat are looked at once, however many other keys strangers sent before', () => {
  for (let i = 0; i < 5_000; i += 1) scrubJson({ [`key_of_a_stranger_${i}`]: 1 }, other)
  expect(unitsOf({ ordinary_key: 1 })).toBeGreaterThanOrEqual(keyUnits)
  expect(unitsOf({ ordinary_key: 1 })).toBeLessThan(keyUnits)
})

it('keys that are long are looked at each time, and not kept', () => {
  const long = { ['long_key_'.repeat(100)]: 1 }
  unitsOf(long)
  expect(unitsOf(long)).toBeGreaterThanOrEqual(keyUnits)
})
