import { expect, test } from 'vitest'
import { DeadlineError } from '../../src/data/deadline.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { DatabaseUnavailableError } from '../../src/data/unavailable.ts'
import { createProxy } from '../support/proxy.ts'
import { closeAfterTests, describeWithOwnServer, poolOptions } from './databases.ts'

describeWithOwnServer('reads on shared connections', (server) => {
  const opened = closeAfterTests()
  const open = async (more = {}) => opened(openPostgres(poolOptions(await server().newDatabase(), more)))
  const pid = 'select pg_backend_pid() as pid'

  test('many at once each get their own answer, on at most half of the connections', async () => {
    const { reads } = await open({ poolSize: 4 })
    const asked = Array.from({ length: 300 }, (_, n) => n)
    const answers = await Promise.all(
      asked.map((n) => reads.query('select $1::int as n, pg_backend_pid() as pid', [n])),
    )
    expect(answers.map(([row]) => row)).toEqual(asked.map((n) => ({ n, pid: expect.any(Number) })))
    const pids = new Set(answers.map(([row]) => (row as { pid: number }).pid))
    expect(pids.size).toBe(2)
  })

  test('an error of one statement does not affect others on its connection', async () => {
    const { reads } = await open()
    const [before, wrong, after] = await Promise.allSettled([
      reads.query('select 1 as one'),
      reads.query('select 1 / 0'),
      reads.query('select 2 as two'),
    ])
    expect(before).toMatchObject({ value: [{ one: 1 }] })
    expect(wrong).toMatchObject({ reason: { code: '22012' } })
    expect(after).toMatchObject({ value: [{ two: 2 }] })
  })

  test('a read whose connection the server ends is sent again and answered', async () => {
    const { reads } = await open()
    const other = await open()
    const [row] = await reads.query<{ pid: number }>(pid)
    const end = () => other.query('select pg_terminate_backend($1, 5000)', [row?.pid])
    const [[next]] = await Promise.all([reads.query<{ pid: number }>(`${pid}, pg_sleep(0.3)`), end()])
    expect(next?.pid).not.toBe(row?.pid)
  })

  test('a connection that the server ends at rest is not read from again', async () => {
    const database = await open()
    const other = await open()
    const [row] = await database.reads.query<{ pid: number }>(pid)
    await other.query('select pg_terminate_backend($1, 5000)', [row?.pid])
    await expect.poll(() => database.connections?.().open).toBe(0)
    const [next] = await database.reads.query<{ pid: number }>(pid)
    expect(next?.pid).not.toBe(row?.pid)
  })

  test('a read that breaks its connection is sent again but once; its neighbours are answered', async () => {
    const { reads } = await open()
    const [before, poison, after] = await Promise.allSettled([
      reads.query('select 1 as one'),
      reads.query('select pg_terminate_backend(pg_backend_pid())'),
      reads.query('select 2 as two'),
    ])
    expect(before).toMatchObject({ value: [{ one: 1 }] })
    expect(poison).toMatchObject({ reason: expect.any(DatabaseUnavailableError) })
    expect(after).toMatchObject({ value: [{ two: 2 }] })
    expect(await reads.query('select 3 as three')).toEqual([{ three: 3 }])
  })

  test('a statement that could not be prepared is prepared by the next read of it', async () => {
    const database = await open({ statementTimeoutMs: 1_000 })
    await database.query('create table locked (n int)')
    const statement = { name: 'locked', text: 'select count(*)::int as n from locked' }
    let reads: Promise<unknown>[] = []
    await database.transaction(async (tx) => {
      await tx.query('lock table locked in access exclusive mode')
      reads = [1, 2, 3].map(() => database.reads.query(statement))
      await expect(reads[0]).rejects.toMatchObject({ code: '57014' })
    })
    expect(await Promise.all(reads.slice(1))).toEqual([[{ n: 0 }], [{ n: 0 }]])
  })

  test('at its deadline a read is given up and cancelled; those behind it are answered', async () => {
    const database = await open({ statementTimeoutMs: 60_000 })
    const started = performance.now()
    const [slow, behind, late] = await Promise.allSettled([
      database.reads.query('select pg_sleep(50)', [], performance.now() + 200),
      database.reads.query('select 1 as one'),
      database.reads.query('select 2 as two', [], performance.now() + 30_000),
    ])
    expect(slow).toMatchObject({ reason: expect.any(DeadlineError) })
    expect(behind).toMatchObject({ value: [{ one: 1 }] })
    expect(late).toMatchObject({ value: [{ two: 2 }] })
    expect(performance.now() - started).toBeLessThan(20_000)
    const sleeping = `select count(*)::int as n from pg_stat_activity where query = 'select pg_sleep(50)' and state = 'active'`
    await expect.poll(() => database.query(sleeping)).toEqual([{ n: 0 }])
  })

  test('a connection that hangs half open is given up after a while, and what waited on it is answered by another', async () => {
    const proxy = await createProxy(await server().newDatabase())
    await proxy.start()
    const database = openPostgres(poolOptions(proxy.url, { statementTimeoutMs: 100 }))
    try {
      await database.reads.query('select 1')
      proxy.silence()
      const asked = [1, 2].map((n) => database.reads.query('select $1::int as n', [n]))
      expect(await Promise.all(asked)).toEqual([[{ n: 1 }], [{ n: 2 }]])
    } finally {
      await database.close()
      await proxy.stop()
    }
  })

  test('reads without a pause keep no transaction waiting, and rest when they end', async () => {
    const database = await open({ poolSize: 2 })
    let isReading = true
    const reads = (async () => {
      while (isReading) await Promise.all([1, 2, 3].map((n) => database.reads.query('select $1::int', [n])))
    })()
    const both = await Promise.all(
      [1, 2].map((n) => database.transaction((tx) => tx.query(`select ${n} as n`))),
    )
    isReading = false
    await reads
    expect(both).toEqual([[{ n: 1 }], [{ n: 2 }]])
    await expect.poll(() => database.connections?.()).toMatchObject({ open: 2, idle: 2, waiting: 0 })
  })

  test('fails at once while the server is unreachable, and reads again afterwards', async () => {
    const database = await open()
    await database.reads.query('select 1')
    await server().crash()
    await expect(database.reads.query('select 1')).rejects.toThrow(DatabaseUnavailableError)
    await server().start()
    expect(await database.reads.query('select 1 as one')).toEqual([{ one: 1 }])
  })
})
