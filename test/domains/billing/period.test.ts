import { expect, test } from 'vitest'
import { listBuckets, toPeriod } from '../../../src/domains/billing/period.ts'
import type { Context } from '../../../src/schema/context.ts'

const context = {} as Context

test('days are those of UTC, and the first and last may be cut short', () => {
  expect(
    listBuckets('day', { from: '2026-02-28T01:00:00+02:00', before: '2026-03-02T00:00:00.000001Z' }),
  ).toEqual([
    '2026-02-27T00:00:00.000000Z',
    '2026-02-28T00:00:00.000000Z',
    '2026-03-01T00:00:00.000000Z',
    '2026-03-02T00:00:00.000000Z',
  ])
})

test('weeks begin on Monday, also the week of a Sunday and over the end of a year', () => {
  expect(listBuckets('week', { from: '2027-01-03', before: '2027-01-12' })).toEqual([
    '2026-12-28T00:00:00.000000Z',
    '2027-01-04T00:00:00.000000Z',
    '2027-01-11T00:00:00.000000Z',
  ])
})

test('months begin on the first', () => {
  expect(listBuckets('month', { from: '2026-12-31', before: '2027-02-01' })).toEqual([
    '2026-12-01T00:00:00.000000Z',
    '2027-01-01T00:00:00.000000Z',
  ])
})

test('a period without ends is the last 30 days, the same for all fields of a request', async () => {
  const first = toPeriod(context, {})
  await new Promise((resolve) => setImmediate(resolve))
  expect(toPeriod(context, {})).toEqual(first)
  expect(Date.parse(first.before) - Date.parse(first.from)).toBe(30 * 86_400_000)
})

test.each([
  ['ends before it begins', '2026-02-02', '2026-02-01'],
  ['is empty', '2026-02-01', '2026-02-01'],
  ['begins before 1970', '1969-12-31', '2026-01-03'],
])('a period that %s is refused', (_why, from, before) => {
  expect(() => toPeriod(context, { from, before })).toThrow(
    expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
  )
})

test('a period may have any length, and a timeline of it a thousand parts', () => {
  const years = toPeriod(context, { from: '1970-01-01T00:00:00Z', before: '2026-01-01T00:00:00Z' })
  expect(listBuckets('month', years)).toHaveLength(56 * 12)
  expect(() => listBuckets('week', years)).toThrow(
    expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
  )
})
