import pg from 'pg'
import { expect, test, vi } from 'vitest'
import type { Database, Queryable } from '../../src/data/database.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { describeAlways } from '../../src/data/statement-query.ts'
import { runStatement } from '../../src/data/statements.ts'
import { closeAfterTests, describeWithOwnServer, poolOptions } from './databases.ts'

const all = { name: 'all_things', text: 'select * from things order by id' }
const count = { name: 'count_things', text: 'select count(*)::int as count, max(size) as size from things' }

/** What makes a prepared statement of `all` unusable. */
const changes = {
  'a column of another type': 'alter table things alter column size type bigint',
  'an added column': 'alter table things add column more text',
  'a dropped column': 'alter table things drop column size',
  'a table in the place of another':
    'drop table things; create table things (id int, size text); insert into things values (1, 1)',
}

describeWithOwnServer('prepared statements when the schema changes', (server) => {
  const opened = closeAfterTests()
  async function open(more = {}): Promise<{ database: Database; other: Database }> {
    const url = await server().newDatabase()
    const [database, other] = await Promise.all([
      opened(openPostgres(poolOptions(url, more))),
      opened(openPostgres(poolOptions(url, { poolSize: 1 }))),
    ])
    await other.script('create table things (id int, size int); insert into things values (1, 1)')
    return { database, other }
  }
  /** Sends to every connection at once, several to each. */
  const askAll = ({ query }: Queryable, statement = all) =>
    Promise.all(Array.from({ length: 40 }, () => query<{ id: number }>(statement)))
  const isAnswered = (answers: { id: number }[][]) => answers.every(([row]) => row?.id === 1)

  test.each(Object.entries(changes))('reads prepare them anew after %s', async (_name, change) => {
    const { database, other } = await open({ poolSize: 6 })
    await askAll(database.reads)
    await other.script(change)
    expect(await askAll(database.reads).then(isAnswered)).toBe(true)
    expect(await askAll(database.reads).then(isAnswered)).toBe(true)
  })

  test('the rows of a read are described once on each connection', async () => {
    const { database } = await open({ poolSize: 2 })
    const describe = vi.spyOn(pg.Connection.prototype as unknown as { describe(): void }, 'describe')
    for (let n = 0; n < 3; n += 1) expect(await database.reads.query(all)).toEqual([{ id: 1, size: 1 }])
    expect(describe).toHaveBeenCalledTimes(1)
    describe.mockRestore()
  })

  test('the rows of a statement are described each time on a connection of a pooler', async () => {
    const client = new pg.Client({ connectionString: await server().newDatabase() })
    await client.connect()
    describeAlways(client)
    const describe = vi.spyOn(pg.Connection.prototype as unknown as { describe(): void }, 'describe')
    for (let n = 0; n < 3; n += 1)
      expect(await runStatement(client, { name: 'one', text: 'select 1 as a' })).toEqual([{ a: 1 }])
    expect(describe).toHaveBeenCalledTimes(3)
    describe.mockRestore()
    await client.end()
  })

  test('reads answer the values of a changed column by its new type', async () => {
    const { database, other } = await open({ poolSize: 2 })
    const readTogether = () => Promise.all([1, 2].map(() => database.reads.query(all)))
    await readTogether()
    await other.script(changes['a column of another type'])
    for (let n = 0; n < 2; n += 1)
      expect(await readTogether()).toEqual([[{ id: 1, size: '1' }], [{ id: 1, size: '1' }]])
  })

  test.each(Object.entries(changes))(
    'statements on a connection alone do so after %s',
    async (_name, change) => {
      const { database, other } = await open()
      await askAll(database)
      await other.script(change)
      expect(await askAll(database).then(isAnswered)).toBe(true)
    },
  )

  test('a statement is prepared anew once on each connection', async () => {
    const { database, other } = await open({ poolSize: 1 })
    await database.query(all)
    await other.script(changes['an added column'])
    await database.query(all)
    await database.query(all)
    const prepared = await database.query(
      'select name, generic_plans + custom_plans as runs from pg_prepared_statements',
    )
    expect(prepared).toEqual([{ name: all.name, runs: '2' }])
  })

  test('a transaction is repeated as a whole, whichever of its statements are out of date', async () => {
    const { database, other } = await open({ poolSize: 1 })
    const insert = { name: 'insert_thing', text: 'insert into things values (2, 2) returning *' }
    const work = async (tx: Queryable) => [await tx.query(insert), await tx.query(all), await tx.query(count)]
    await database.transaction(work)
    await other.script('delete from things where id = 2; alter table things alter column size type bigint')
    const [, rows, counted] = await database.transaction(work)
    expect(rows).toEqual([
      { id: 1, size: '1' },
      { id: 2, size: '2' },
    ])
    expect(counted).toEqual([{ count: 2, size: '2' }])
  })

  test('what a pooler discards is prepared anew, for reads, statements and transactions', async () => {
    const { database } = await open({ poolSize: 2 })
    for (const reset of ['discard all', 'deallocate all']) {
      await askAll(database.reads)
      await database.reads.query(reset)
      expect(await askAll(database.reads).then(isAnswered)).toBe(true)
      await askAll(database)
      await Promise.all([database.query(reset), database.query(reset)])
      expect(await askAll(database).then(isAnswered)).toBe(true)
      await Promise.all([database.query(reset), database.query(reset)])
      expect(await database.transaction(({ query }) => query(all))).toHaveLength(1)
    }
  })

  test('one that the server already has under its name is prepared in its place', async () => {
    const { database } = await open({ poolSize: 1 })
    await database.query(`prepare ${all.name} as select 2 as id`)
    expect(await database.query(all)).toEqual([{ id: 1, size: 1 }])
  })

  test('an error that repeats with the same code is reported after some attempts', async () => {
    const { database, other } = await open()
    await other.script(`create function refuse() returns int language plpgsql as $$
      begin raise exception 'never' using errcode = '0A000'; end $$`)
    const refused = { name: 'refused', text: 'select refuse()' }
    for (const { query } of [database, database.reads])
      await expect(query(refused)).rejects.toMatchObject({ code: '0A000', message: 'never' })
    const inTransaction = database.transaction(({ query }) => query(refused))
    await expect(inTransaction).rejects.toMatchObject({ code: '0A000', message: 'never' })
  })
})
