import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { toIsoTimestamp } from '../../src/data/values.ts'
import { onBothDatabases } from './databases.ts'

test.each([
  ['2026-04-02 10:00:00.123456+00', '2026-04-02T10:00:00.123456Z'],
  ['2026-04-02 10:00:00.1+00', '2026-04-02T10:00:00.100000Z'],
  ['2026-04-02 10:00:00+00', '2026-04-02T10:00:00.000000Z'],
  ['2026-04-02 10:00:00.000001+05:30', '2026-04-02T04:30:00.000001Z'],
  ['2026-04-01 23:00:00.5-03', '2026-04-02T02:00:00.500000Z'],
  ['1892-01-01 00:19:32+00:19:32', '1892-01-01T00:00:00.000000Z'],
  ['0044-03-15 12:00:00+00 BC', '-000043-03-15T12:00:00.000000Z'],
  ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00.000000Z'],
  ['10000-01-01 00:00:00+00', '+010000-01-01T00:00:00.000000Z'],
  ['294276-12-31 23:59:59.999999+00', '+294276-12-31T23:59:59.999999Z'],
  ['4714-11-24 00:00:00+00 BC', '-004713-11-24T00:00:00.000000Z'],
  ['0001-12-31 23:59:59+00 BC', '0000-12-31T23:59:59.000000Z'],
  ['0001-01-01 00:30:00+01 BC', '-000001-12-31T23:30:00.000000Z'],
  ['infinity', 'infinity'],
  ['-infinity', '-infinity'],
])('the timestamp %s reads as %s', (text, iso) => {
  expect(toIsoTimestamp(text)).toBe(iso)
})

const sql = `select
  timestamptz '2026-04-02 12:00:00.123456+02' as moment,
  9223372036854775807::int8 as "bigint",
  123456789012.123450::numeric(18, 6) as "numeric",
  '{"list": [1, null, "x"]}'::jsonb as "jsonb",
  '{"id": 750727362669608961, "-9007199254740993": [9007199254740991, 0.30000000000000004, 1e400, -0.1234567890123456789]}'::jsonb
    as "exactJsonb",
  '["\\"9007199254740993", 1e400, 1E22, 9007199254740993.0]'::json as "exactJson",
  '[1]'::json as "json",
  array['a', 'with "quotes", commas', null]::text[] as texts,
  array['00000000-0000-4000-8000-000000000001']::uuid[] as uuids,
  array[timestamptz '2026-04-02 10:00:00Z', null] as moments,
  array[1.10, 2]::numeric[] as numerics,
  array[9007199254740993]::int8[] as bigints,
  date '2026-04-02' as "date",
  true as "boolean",
  42 as "integer",
  0.5::float8 as "float",
  null::timestamptz as nothing,
  '100:200:150'::pg_snapshot as snapshot`

const values = {
  moment: '2026-04-02T10:00:00.123456Z',
  bigint: '9223372036854775807',
  numeric: '123456789012.123450',
  jsonb: { list: [1, null, 'x'] },
  exactJsonb: {
    id: '750727362669608961',
    '-9007199254740993': [
      9007199254740991,
      0.30000000000000004,
      `1${'0'.repeat(400)}`,
      '-0.1234567890123456789',
    ],
  },
  exactJson: ['"9007199254740993', '1e400', 1e22, '9007199254740993.0'],
  json: [1],
  texts: ['a', 'with "quotes", commas', null],
  uuids: ['00000000-0000-4000-8000-000000000001'],
  moments: ['2026-04-02T10:00:00.000000Z', null],
  numerics: ['1.10', '2'],
  bigints: ['9007199254740993'],
  date: '2026-04-02',
  boolean: true,
  integer: 42,
  float: 0.5,
  nothing: null,
  snapshot: '100:200:150',
}

onBothDatabases('a value', (newDatabase) => {
  let database: Database
  beforeAll(async () => {
    database = await newDatabase()
  })

  test('is converted back without a loss', async () => {
    expect(await database.query(sql)).toEqual([values])
    expect(await database.transaction((tx) => tx.query({ text: sql, name: 'values' }))).toEqual([values])
  })

  test('goes in as it comes out', async () => {
    const statement = {
      name: 'echo',
      text: `select $1::timestamptz as moment, $2::int8 as "bigint", $3::numeric as "numeric", $4::jsonb as "jsonb",
        $5::text[] as texts, $6::uuid[] as uuids, $7::timestamptz as nothing, $8::bool as "boolean"`,
    }
    const { moment, bigint, numeric, jsonb, texts, uuids, nothing, boolean } = values
    const row = { moment, bigint, numeric, jsonb, texts, uuids, nothing, boolean }
    const parameters = [moment, bigint, numeric, JSON.stringify(jsonb), texts, uuids, nothing, boolean]
    // Twice: the second time the server has the statement prepared.
    expect(await database.query(statement, parameters)).toEqual([row])
    expect(await database.query(statement, parameters)).toEqual([row])
  })
})
