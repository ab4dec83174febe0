import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ByteLimitError } from '../../src/data/byte-meter.ts'
import { Cancellation, CancelledError } from '../../src/data/cancellation.ts'
import type { Database } from '../../src/data/database.ts'
import { DeadlineError } from '../../src/data/deadline.ts'
import { openDatabase } from '../../src/data/open.ts'
import { RequestBytes } from '../../src/data/request-bytes.ts'
import { DatabaseUnavailableError } from '../../src/data/unavailable.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

/** Runs until the test says so: until a file is there. The time is for a database that stops the test meanwhile. */
const holdFunction = `create function hold() returns int language plpgsql as $$
begin
  while pg_stat_file('go', true) is null and clock_timestamp() < statement_timestamp() + interval '20 s' loop
  end loop;
  return 1;
end $$`
const held = 'select hold() as n'

const turn = () => new Promise(setImmediate)
const soon = () => performance.now() + 20

/** A database that a test has opened, and its thread. */
type Opened = {
  readonly database: Database
  readonly worker: Worker
  readonly onError: ReturnType<typeof vi.fn<(error: Error) => void>>
  /** Lets the statements end that hold. */
  release(): void
  /** Makes statements hold again. */
  reset(): void
  remove(): Promise<void>
}

async function openHeld(content: 'empty' | 'seeded'): Promise<Opened> {
  const { config, remove } = (await testDatabases[0]?.create(content)) ?? {}
  if (!config || !remove) throw new Error('no database')
  const post = vi.spyOn(Worker.prototype, 'postMessage')
  const onError = vi.fn<(error: Error) => void>()
  const database = await openDatabase(config, onError)
  const worker = post.mock.contexts[0] as Worker
  post.mockRestore()
  await database.script(holdFunction)
  const file = join(config.dataDir, 'database', 'go')
  return {
    database,
    worker,
    onError,
    release: () => writeFileSync(file, ''),
    reset: () => rmSync(file, { force: true }),
    remove: () => database.close().then(remove),
  }
}

/** Tells at any time whether a promise has been settled. */
function watch(promise: Promise<unknown>): () => boolean {
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  promise.then(settle, settle)
  return () => isSettled
}

const isEmbedded = testDatabases[0]?.kind === 'pglite'

describe.runIf(isEmbedded)('the thread of the embedded database', () => {
  let opened: Opened
  let database: Database
  beforeAll(async () => {
    opened = await openHeld('empty')
    database = opened.database
    await database.script('create table numbers (n int constraint positive check (n > 0))')
  })
  afterEach(async () => {
    opened.reset()
    await database.query('truncate numbers').catch(() => {})
  })
  afterAll(() => opened.remove())

  /** Counts the messages with rows that arrive during `work`. */
  async function countPieces(work: () => Promise<unknown>): Promise<number> {
    let pieces = 0
    const count = ({ type }: { type: string }) => {
      if (type === 'rows') pieces += 1
    }
    opened.worker.on('message', count)
    await work()
    await database.query('select 1')
    opened.worker.off('message', count)
    return pieces - 1
  }

  it('leaves the event loop free while a statement runs', async () => {
    const running = database.query(held)
    const isSettled = watch(running)
    for (let turns = 0; turns < 1_000; turns += 1) await turn()
    expect(isSettled()).toBe(false)
    opened.release()
    expect(await running).toEqual([{ n: 1 }])
  })

  it('rejects a read at its deadline, while the statement goes on', async () => {
    const running = database.reads.query(held, [], soon())
    const next = database.query('select 2 as n')
    const isNextSettled = watch(next)
    await expect(running).rejects.toBeInstanceOf(DeadlineError)
    expect(isNextSettled()).toBe(false)
    opened.release()
    expect(await next).toEqual([{ n: 2 }])
  })

  it('waits for a write outside transactions, which takes effect after its deadline too', async () => {
    const deadline = soon()
    const running = database.query('insert into numbers select hold() returning n', [], deadline)
    while (performance.now() <= deadline) await turn()
    opened.release()
    expect(await running).toEqual([{ n: 1 }])
  })

  it('rolls back a transaction of which a statement exceeds its deadline', async () => {
    const failed = database.transaction(async (tx) => {
      await tx.query('insert into numbers values (1)')
      await tx.query(held, [], soon())
    })
    await expect(failed).rejects.toBeInstanceOf(DeadlineError)
    opened.release()
    expect(await database.query('select * from numbers')).toEqual([])
  })

  it('runs nothing of what was cancelled while it waited', async () => {
    const cancellation = new Cancellation()
    const running = database.query(held)
    const cancelled = Array.from({ length: 10 }, (_, i) =>
      database.query('insert into numbers values ($1)', [i + 1], undefined, cancellation),
    )
    const read = database.reads.query('select 1', [], undefined, cancellation)
    // The first of them follows in the thread, so that it need not wait.
    await turn()
    cancellation.cancel()
    await expect(read).rejects.toBeInstanceOf(CancelledError)
    opened.release()
    const [first, ...others] = await Promise.allSettled(cancelled)
    expect(first).toEqual({ status: 'fulfilled', value: [] })
    for (const one of others) expect(one).toEqual({ status: 'rejected', reason: new CancelledError() })
    expect(await database.query('select * from numbers')).toEqual([{ n: 1 }])
    await running
  })

  it('sends a large result in pieces, in order', async () => {
    const text = `select n, repeat('x', 1000) as text from generate_series(1, 3000) n`
    let rows: { n: number; text: string }[] = []
    const pieces = await countPieces(async () => {
      rows = await database.query(text)
    })
    expect(pieces).toBeGreaterThan(4)
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 3000 }, (_, i) => i + 1))
    expect(rows.every(({ text }) => text.length === 1000)).toBe(true)
  })

  it('sends no more of a result that exceeds a limit', async () => {
    const meter = new RequestBytes({ readBytes: 1_000_000, rowKeys: 1_000 })
    const text = `select repeat('x', 1000) as text from generate_series(1, 20000)`
    const pieces = await countPieces(async () => {
      const read = database.query(text, [], undefined, undefined, meter)
      await expect(read).rejects.toEqual(new ByteLimitError('readBytes'))
    })
    expect(pieces).toBeLessThan(5)
  })

  it('rejects with all fields of the error, and without the values of the statement', async () => {
    const error: unknown = await database
      .query('insert into numbers values ($1)', [-7])
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(pg.DatabaseError)
    expect(error).toMatchObject({
      code: '23514',
      severity: 'ERROR',
      schema: 'public',
      table: 'numbers',
      constraint: 'positive',
      detail: 'Failing row contains (-7).',
    })
    expect(error).not.toHaveProperty('params')
  })

  it('keeps statements outside a transaction apart from it', async () => {
    const outside: Promise<unknown>[] = []
    const failed = database.transaction(async (tx) => {
      await tx.query('insert into numbers values (1)')
      outside.push(database.query('select * from numbers'))
      await tx.query('insert into numbers values (-1)')
    })
    await expect(failed).rejects.toThrow('positive')
    expect(await outside[0]).toEqual([])
  })

  it('rejects what nobody can answer any more, in one line', async () => {
    const sent = [database.query(held), database.transaction((tx) => tx.query(held)), database.query(held)]
    const [settled] = await Promise.all([Promise.allSettled(sent), opened.worker.terminate()])
    const ended = /^The embedded database has ended: its thread exited with code 1\.$/
    const error = expect.objectContaining({ message: expect.stringMatching(ended) })
    for (const one of settled) expect(one).toEqual({ status: 'rejected', reason: error })
    await expect(database.query('select 1')).rejects.toBeInstanceOf(DatabaseUnavailableError)
    expect(opened.onError.mock.calls).toEqual([[error]])
  })
})

describe.runIf(isEmbedded)('a gateway on the embedded database', () => {
  let opened: Opened
  let gateway: TestGateway
  beforeAll(async () => {
    opened = await openHeld('seeded')
    gateway = await startGateway({ ...opened.database, close: opened.remove })
  })
  afterAll(() => gateway.close())

  const probe = async (page: 'live' | 'ready') => {
    const response = await fetch(new URL(`/health/${page}`, gateway.url))
    return { status: response.status, text: await response.text() }
  }

  it('answers requests that need no database while a statement runs', async () => {
    const running = opened.database.query(held)
    const isSettled = watch(running)
    for (let i = 0; i < 5; i += 1) expect((await probe('live')).status).toBe(200)
    expect(isSettled()).toBe(false)
    opened.release()
    await running
  })

  it('is not ready once the thread has ended, and says why in its log', async () => {
    expect((await probe('ready')).status).toBe(200)
    await opened.worker.terminate()
    await vi.waitFor(async () => expect((await probe('ready')).status).toBe(503), 20_000)
    expect(gateway.lines.findLast(({ msg }) => msg === 'the database does not answer')).toMatchObject({
      err: { message: expect.stringMatching(/^The embedded database has ended: .+/) },
    })
    expect((await probe('live')).status).toBe(200)
  })
})
