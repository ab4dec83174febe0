import { readdir, readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { expect, test } from 'vitest'
import { describeCatalog } from './catalog.ts'

const migrations = new URL('../../prisma/migrations/', import.meta.url)

test('the first migration makes the very tables, keys and indexes of II-Agent', async () => {
  const [first] = (await readdir(migrations)).sort()
  const database = new PGlite()
  await database.exec(await readFile(new URL(`${first}/migration.sql`, migrations), 'utf8'))
  const text = await readFile(new URL('catalog.expected.txt', import.meta.url), 'utf8')
  const [, ...expected] = text.trimEnd().split('\n\n')
  expect(
    await describeCatalog({ query: async (sql) => (await database.query(String(sql))).rows as never }),
  ).toEqual(expected)
  await database.close()
})
