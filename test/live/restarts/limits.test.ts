import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { describe, expect, it } from 'vitest'
import type { LogTopic } from '../../../src/live/log-topic.ts'
import type { LogRecorder } from '../log-recorder.ts'
import { programs } from './crashing-server.ts'
import { numbered, RestartSuite } from './set-up.ts'

/** The log of the status changes of a run, whose rows are numbered by a sequence. */
const taskLogsOf = (run: string): LogTopic => ({
  key: `task logs:${run}`,
  value: run,
  sources: [{ model: 'TaskLog', by: 'taskId', time: 'createdAt', columns: ['status'] }],
})

// PGlite lives and dies with its process.
describe.skipIf(!programs)('a log that is followed', () => {
  const suite = new RestartSuite()

  it.each(['SIGINT', 'SIGQUIT'] as const)(
    'is whole and prompt when a server stops (%s) under a transaction that was open for long',
    async (signal) => {
      const [writer, long] = await Promise.all([suite.server.connect(), suite.server.connect()])
      const connected = suite.record()
      await long.query('begin')
      await suite.write(['of the long transaction'], long)
      await suite.write(numbered('before', 5), writer)
      await connected.has(5)
      await suite.server.stop(signal)
      await suite.server.start()
      const [again, another] = await Promise.all([suite.server.connect(), suite.server.connect()])
      await another.query('begin')
      await suite.write(['of another long transaction'], another)
      await suite.write(numbered('after', 40), again)
      await connected.has(45)
      const start = performance.now()
      await another.query('commit')
      await connected.has(46)
      // By a signal: the next poll is ten seconds after the one that found the others.
      expect(performance.now() - start).toBeLessThan(5_000)
      const all = [...numbered('before', 5), ...numbered('after', 40), 'of another long transaction']
      expect(connected.types).toEqual(all)
      const whole = suite.record({ after: connected.entries[4]?.cursor })
      await whole.has(41)
      expect(whole.types.toSorted()).toEqual(all.slice(5).toSorted())
      for (const client of [writer, long, again, another]) await client.end().catch(() => {})
    },
  )

  it('is whole when others have taken all connections while the gateway reconnects', async () => {
    await suite.server.stop('SIGINT')
    await suite.server.start(['max_connections=20', 'max_wal_senders=0'])
    const writer = await suite.server.connect()
    const connected = suite.record()
    await suite.write(numbered('before', 5), writer)
    await connected.has(5)
    const others: pg.Client[] = []
    /** Takes connections until the server has no more. */
    const takeAll = async () => {
      for (;;) {
        const client = await suite.server.connect().catch((error: { code?: string }) => error.code)
        if (typeof client !== 'object') return client
        others.push(client)
      }
    }
    expect(await takeAll()).toBe('53300')
    await writer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend'
       and pid <> pg_backend_pid() and pid <> all ($1::int[])`,
      [others.map((client) => (client as unknown as { processID: number }).processID)],
    )
    expect(await takeAll()).toBe('53300')
    await suite.write(numbered('meanwhile', 20), writer)
    await expect(suite.database.query('select 1')).rejects.toThrow()
    await pause(2_000)
    for (const client of others) await client.end()
    await suite.write(numbered('after', 5), writer)
    await connected.has(30)
    expect(connected.types).toEqual([
      ...numbered('before', 5),
      ...numbered('meanwhile', 20),
      ...numbered('after', 5),
    ])
    expect(connected.failure).toBeUndefined()
    await writer.end()
    await suite.server.stop('SIGINT')
    await suite.server.start()
  })

  it('goes on when the sequence of its rows is set back, or begins anew', async () => {
    const writer = await suite.server.connect()
    const run = randomUUID()
    const topic = taskLogsOf(run)
    const log = (statuses: readonly string[]) =>
      writer.query('insert into task_logs (task_id, status) select $1, unnest($2::text[])', [run, statuses])
    await writer.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'agent_run', 'running')`,
      [run, suite.session],
    )
    await writer.query(`select setval('task_logs_id_seq', 1000)`)
    const connected = suite.record({ topic })
    await log(['first', 'second'])
    await connected.has(2)
    await writer.query(`select setval('task_logs_id_seq', 500)`)
    await log(['set back'])
    await writer.query('alter sequence task_logs_id_seq restart with 1')
    await log(['begun anew'])
    await connected.has(4)
    const statuses = ({ entries }: LogRecorder) =>
      entries.map(({ about }) => (about.kind === 'row' ? about.facts.status : about.kind))
    const all = ['first', 'second', 'set back', 'begun anew']
    expect(statuses(connected)).toEqual(all)
    const again = suite.record({ topic, after: connected.entries[1]?.cursor })
    await again.has(2)
    expect(statuses(again)).toEqual(all.slice(2))
    const late = suite.record({ topic })
    await late.has(4)
    expect(statuses(late).toSorted()).toEqual(all.toSorted())
    await writer.end()
  })
})
