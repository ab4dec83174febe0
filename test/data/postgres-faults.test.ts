import { expect, test } from 'vitest'
import { openPostgres } from '../../src/data/postgres.ts'
import { DatabaseUnavailableError } from '../../src/data/unavailable.ts'
import { createProxy } from '../support/proxy.ts'
import { closeAfterTests, describeWithOwnServer, poolOptions } from './databases.ts'

/** Resolves with each call of what it answers first. */
function counter(): { count: () => void; reaches: (n: number) => Promise<void> } {
  let calls = 0
  let waiting: { n: number; resolve: () => void }[] = []
  return {
    count() {
      calls += 1
      for (const { resolve } of waiting.filter(({ n }) => n <= calls)) resolve()
      waiting = waiting.filter(({ n }) => n > calls)
    },
    reaches: (n) =>
      new Promise((resolve) => {
        if (calls >= n) resolve()
        else waiting.push({ n, resolve })
      }),
  }
}

describeWithOwnServer('when PostgreSQL has trouble', (server) => {
  const opened = closeAfterTests()
  const open = async (more = {}) => opened(openPostgres(poolOptions(await server().newDatabase(), more)))

  test('a connection that the server ends is replaced', async () => {
    const database = await open()
    const other = await open()
    const [row] = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
    await other.query('select pg_terminate_backend($1, 5000)', [row?.pid])
    const [next] = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
    expect(next?.pid).not.toBe(row?.pid)
  })

  test('a transaction whose connection the server ends fails as unavailable, and the next one works', async () => {
    const database = await open()
    const other = await open()
    const work = database.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
      await other.query('select pg_terminate_backend($1, 5000)', [row?.pid])
      await tx.query('select 1')
    })
    await expect(work).rejects.toThrow(DatabaseUnavailableError)
    expect(await database.transaction((tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }])
  })

  test('a statement that takes too long is cancelled by the server, and its connection stays', async () => {
    const database = await open({ poolSize: 1, statementTimeoutMs: 1_000 })
    const pid = () => database.query('select pg_backend_pid() as pid')
    const before = await pid()
    await expect(database.query('select pg_sleep(60)')).rejects.toMatchObject({ code: '57014' })
    expect(await pid()).toEqual(before)
  })

  test('a connection that hangs half open is given up after the deadline, and never used again', async () => {
    const proxy = await createProxy(await server().newDatabase())
    await proxy.start()
    const database = openPostgres(poolOptions(proxy.url, { poolSize: 1, statementTimeoutMs: 1_000 }))
    try {
      await database.query('select 1')
      proxy.silence()
      await expect(database.query('select 1')).rejects.toThrow(DatabaseUnavailableError)
      expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])

      const work = database.transaction(async (tx) => {
        await tx.query('select 1')
        proxy.silence()
        await tx.query('select 1')
      })
      await expect(work).rejects.toThrow()
      expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      await database.close()
      await proxy.stop()
    }
  })

  test('fails at once when the server dies; queries and signals recover by themselves', async () => {
    const database = await open()
    const connects = counter()
    const signals = counter()
    await database.listen('runs', signals.count, connects.count)
    await connects.reaches(1)
    await database.query(`select pg_notify('runs', '')`)
    await signals.reaches(1)

    await server().crash()
    await expect(database.query('select 1')).rejects.toThrow(DatabaseUnavailableError)
    await expect(database.query('select 1')).rejects.toThrow('ECONNREFUSED')

    await server().start()
    await connects.reaches(2)
    await database.query(`select pg_notify('runs', '')`)
    await signals.reaches(2)
  })

  test('when every connection is taken, a query waits only so long', async () => {
    const database = await open({ poolSize: 1, connectTimeoutMs: 1_000 })
    let release = () => {}
    const taken = new Promise<void>((resolve) => {
      release = resolve
    })
    const work = database.transaction(() => taken)
    await expect(database.query('select 1')).rejects.toThrow('all connections are in use')
    release()
    await work
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  })
})
