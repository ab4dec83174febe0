import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { runs, sessions } from '../../src/demo/identities.ts'
import { startDemoRun } from '../../src/demo/live-run.ts'
import { liveRunScript } from '../../src/demo/live-run-script.ts'
import { testDatabases } from '../support/database.ts'

describe.each(testDatabases)('the running run on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  const one = async (sql: string, ...values: unknown[]) => (await database.query(sql, values))[0]
  const statusOf = (run: string) => one('select status, version from run_tasks where id = $1', run)

  /** Lets the demo run until `done` says so. */
  async function playUntil(done: () => Promise<boolean>): Promise<void> {
    const stop = new AbortController()
    const playing = startDemoRun(database, stop.signal, 1)
    try {
      await expect.poll(done, { timeout: 15_000, interval: 5 }).toBe(true)
    } finally {
      stop.abort()
    }
    await playing
  }

  const endedRuns = async (status: string): Promise<number> => {
    const rows = await database.query('select id from run_tasks where session_id = $1 and status = $2', [
      sessions.research,
      status,
    ])
    return rows.length
  }

  test('goes through its script, ends, and is followed by another', async () => {
    await playUntil(async () => (await endedRuns('completed')) >= 2 && (await endedRuns('running')) === 1)
    expect(await statusOf(runs.live)).toEqual({ status: 'completed', version: '1' })
    const events = await database.query<{ event_type: string }>(
      'select event_type from application_events where run_id = $1 order by created_at, id',
      [runs.live],
    )
    const types = events.map((row) => row.event_type)
    expect(types.toSorted()).toEqual(liveRunScript.map((step) => step.type).toSorted())
    expect(
      await database.query('select status from task_logs where task_id = $1 order by id', [runs.live]),
    ).toEqual([{ status: 'running' }, { status: 'completed' }])
  })

  test('stops with its signal, and leaves everything as it is', async () => {
    const count = () => one('select count(*)::int as events from application_events')
    const stop = new AbortController()
    const playing = startDemoRun(database, stop.signal, 1)
    stop.abort()
    await playing
    const before = await count()
    await startDemoRun(database, stop.signal, 1)
    expect(await count()).toEqual(before)
  })

  test('is cancelled when somebody asks', async () => {
    await playUntil(async () => (await endedRuns('running')) === 1)
    await database.query(
      `update run_tasks set status = 'aborting', version = version + 1 where session_id = $1 and status = 'running'`,
      [sessions.research],
    )
    await playUntil(async () => (await endedRuns('cancelled')) === 1)
  })

  test('keeps few ended runs, and the ones of the demo itself', async () => {
    const claimed = await database.query<{ id: string }>(
      `insert into run_tasks (session_id, task_type, status, created_at)
       select $1, 'agent_run', 'completed', now() - n * interval '1 hour' from generate_series(1, 20) n returning id`,
      [sessions.research],
    )
    const oldest = claimed.at(-1)?.id
    await playUntil(async () => (await statusOf(oldest ?? '')) === undefined)
    const kept = await one(
      'select count(*)::int as runs from run_tasks where session_id = $1',
      sessions.research,
    )
    expect(kept).toEqual({ runs: 7 })
    expect(await statusOf(runs.research)).toEqual({ status: 'completed', version: '1' })
  })
})
