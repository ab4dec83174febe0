import { expect, it } from 'vitest'
import { all, any, condition } from '../../../src/data/batching/condition.ts'
import { hasFastProperties } from '../../support/fast-properties.ts'

const made = (value: string) => condition([value], (row, [place]) => `${row}.name = ${place}`)
const kinds = {
  condition: made,
  conjunction: (value: string) => all([made(value), made('b')]),
  disjunction: (value: string) => any([made(value), made('b')]),
}

it.each(Object.entries(kinds))('a %s is no dictionary', (_kind, make) => {
  expect(hasFastProperties(make('a'))).toBe(true)
})

it.each(Object.entries(kinds))('a %s has one key, whatever its values', (_kind, make) => {
  expect(make('a').key).toBe(make('c').key)
})
