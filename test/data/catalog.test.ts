import { readdir, readFile } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { testDatabases } from '../support/database.ts'
import { describeCatalog } from './catalog.ts'

const migrations = new URL('../../prisma/migrations/', import.meta.url)

/** The tables as they should be, by name. */
async function expectedTables(): Promise<string[]> {
  const text = await readFile(new URL('catalog.expected.txt', import.meta.url), 'utf8')
  const [, ...tables] = text.trimEnd().split('\n\n')
  return tables
}

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  afterEach(() => database.close())

  test('the first migration makes the very tables, keys and indexes of II-Agent, and nothing else', async () => {
    database = await open('empty')
    const [first] = (await readdir(migrations)).sort()
    await database.script(await readFile(new URL(`${first}/migration.sql`, migrations), 'utf8'))
    expect(await describeCatalog(database)).toEqual(await expectedTables())
  })
})
