import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ByteLimitError } from '../../src/data/byte-meter.ts'
import type { Database } from '../../src/data/database.ts'
import { RequestBytes } from '../../src/data/request-bytes.ts'
import { testDatabases } from '../support/database.ts'

const limits = { readBytes: 4_000_000, rowKeys: 2_000 }
const wide = `select jsonb_object_agg('k' || n, n) as value from generate_series(1, $1::int) n`

describe.each(testDatabases)('rows that are counted, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('empty')
  })
  afterAll(() => database.close())

  const read = (text: string, ...values: unknown[]) =>
    database.reads.query<{ value: unknown }>(text, values, undefined, undefined, new RequestBytes(limits))

  it.each([
    ['with too many keys', wide, 3_000, 'rowKeys'],
    ['of too many values', `select to_jsonb(array_fill(1, array[$1::int])) as value`, 300_000, 'readBytes'],
    [
      'of too much text',
      `select jsonb_build_object('a', repeat('x', $1::int)) as value`,
      5_000_000,
      'readBytes',
    ],
  ])('a row %s is refused before it is parsed', async (_, text, size, limit) => {
    const parse = vi.spyOn(JSON, 'parse')
    await expect(read(text, size)).rejects.toEqual(new ByteLimitError(limit as 'rowKeys'))
    expect(parse.mock.calls.filter(([json]) => json.length > 10_000)).toEqual([])
    parse.mockRestore()
  })

  it.each([
    ['[{"a": 9007199254740993}, null]', [{ a: '9007199254740993' }, null]],
    ['null', null],
    ['"{text"', '{text'],
    [null, null],
  ])('JSON and text of them are parsed once: %j', async (json, value) => {
    for (const type of ['json', 'jsonb'])
      expect(await read(`select $1::${type} as value`, json)).toEqual([{ value }])
    expect(await read('select $1::text as value', json)).toEqual([{ value: json }])
  })

  it('large ones come whole', async () => {
    const [row] = await read(wide, 2_000)
    expect(Object.keys(row?.value as object)).toHaveLength(2_000)
  })
})
