import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { onBothDatabases } from './databases.ts'

onBothDatabases('a transaction', (newDatabase) => {
  let database: Database
  beforeAll(async () => {
    database = await newDatabase()
  })
  beforeEach(() =>
    database.script('drop table if exists t; create table t (id int primary key); insert into t values (1)'),
  )
  const ids = async () =>
    (await database.query<{ id: number }>('select id from t order by id')).map(({ id }) => id)

  test('keeps everything when its work is done, and answers what the work answers', async () => {
    const answer = await database.transaction(async (tx) => {
      await tx.query('insert into t values ($1)', [2])
      await tx.script(`insert into t values (3); do $$ begin insert into t values (4); end $$`)
      return 'done'
    })
    expect(answer).toBe('done')
    expect(await ids()).toEqual([1, 2, 3, 4])
  })

  test('keeps nothing when its work throws, and the database goes on', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query('insert into t values (2)')
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    const broken = database.transaction(async (tx) => {
      await tx.query('insert into t values (3)')
      await tx.query('insert into t values (1)')
    })
    await expect(broken).rejects.toMatchObject({ code: '23505' })
    expect(await ids()).toEqual([1])
  })

  test('fails when its work hides that a statement failed', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query('insert into t values (2)')
      await tx.query('insert into t values (1)').catch(() => {})
    })
    await expect(work).rejects.toThrow()
    expect(await ids()).toEqual([1])
  })

  test('a script that fails in the middle leaves nothing', async () => {
    await expect(database.script('insert into t values (5); insert into t values (1)')).rejects.toThrow()
    expect(await ids()).toEqual([1])
  })
})

onBothDatabases('a signal', (newDatabase) => {
  let database: Database
  beforeAll(async () => {
    database = await newDatabase()
  })

  test('reaches each listener of its channel until it stops listening', async () => {
    const received: string[] = []
    let connects = 0
    let arrived = () => {}
    const next = () =>
      new Promise<void>((resolve) => {
        arrived = resolve
      })
    const receiveAs = (listener: string) => (payload: string) => {
      received.push(`${listener} ${payload}`)
      if (listener === 'b') arrived()
    }
    const stopA = await database.listen('runs', receiveAs('a'), () => {
      connects += 1
    })
    const stopB = await database.listen('runs', receiveAs('b'))
    await database.listen('chats', receiveAs('c'))
    expect(connects).toBe(1)

    const first = next()
    await database.query(`select pg_notify('runs', 'one')`)
    await first
    await stopA()
    const second = next()
    await database.query(`select pg_notify('runs', 'two')`)
    await second
    await stopB()
    expect(received).toEqual(['a one', 'b one', 'b two'])
  })

  test('is refused for a channel that would need quotes', async () => {
    await expect(database.listen('Runs; drop table t', () => {})).rejects.toThrow('no channel name')
  })
})
