import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { createPlatformRedis } from '../../../src/data/platform-redis.ts'
import { testDatabases } from '../../support/database.ts'
import { startRedis, type TestRedis } from '../../support/redis.ts'
import { viewers, writerOf } from '../../support/writes.ts'

const active = ['pending', 'running', 'paused', 'waiting_for_input', 'aborting']
const ended = ['completed', 'cancelled', 'failed', 'system_interrupted']

describe.each(testDatabases)('runs of deleted sessions, on $kind', ({ open }) => {
  let database: Database
  let redis: TestRedis
  beforeAll(async () => {
    database = await open('seeded')
    redis = await startRedis()
  })
  afterAll(async () => {
    await redis.close()
    await database.close()
  })

  const by = (viewer: keyof typeof viewers, redisUrl?: string) =>
    writerOf(database, viewers[viewer], {
      platform: redisUrl ? createPlatformRedis(redisUrl, () => {}) : undefined,
    })
  const newSession = async (statuses: readonly string[]) => {
    const [row] = await database.query<{ id: string }>(
      `insert into sessions (user_id) values ($1) returning id`,
      [viewers.demo.id],
    )
    const id = row?.id ?? ''
    const runs = await database.query<{ id: string }>(
      `insert into run_tasks (session_id, task_type, status)
select $1, s.status, s.status from unnest($2::text[]) with ordinality s(status, n) order by n returning id`,
      [id, statuses],
    )
    return { id, runs: runs.map((run) => run.id) }
  }
  const state = (id: string) =>
    database.query<{ id: string; before: string; status: string; text: string | null; logs: string[] }>(
      `select id, task_type as before, status, error_message as text, version::int as version,
array(select status::text from task_logs where task_id = r.id) as logs from run_tasks r where session_id = $1`,
      [id],
    )
  const eventsOf = (id: string) =>
    database.query(
      `select event_type, event_group, user_id::text, run_id, content from application_events where session_id = $1`,
      [id],
    )
  const untouched = (status: string) => ({ before: status, status, text: null, version: 0, logs: [] })
  const cancelled = (before: string) => ({
    before,
    status: 'cancelled',
    text: 'Session deleted',
    version: 1,
    logs: ['cancelled'],
  })
  const inOrder = (runs: readonly object[]) =>
    runs
      .map(({ id: _, ...run }: { id?: string }) => run)
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

  it('are cancelled with a log entry if they have not ended, and the deletion is an event', async () => {
    const { id } = await newSession([...active, ...ended])
    expect((await by('demo').write('deleteSession', { id })).__typename).toBe('DeleteSessionSuccess')
    expect(inOrder(await state(id))).toEqual(inOrder([...active.map(cancelled), ...ended.map(untouched)]))
    expect(await eventsOf(id)).toEqual([
      {
        event_type: 'session.deleted',
        event_group: 'session',
        user_id: viewers.demo.id,
        run_id: null,
        content: {},
      },
    ])
  })

  it('are cancelled for every session of a bulk deletion, and for no other', async () => {
    const [one, two, kept] = [
      await newSession(['running']),
      await newSession(['paused', 'failed']),
      await newSession(['running']),
    ]
    await by('demo').write('deleteSessions', { ids: [one.id, two.id] })
    expect(inOrder(await state(one.id))).toEqual([cancelled('running')])
    expect(inOrder(await state(two.id))).toEqual(inOrder([cancelled('paused'), untouched('failed')]))
    expect(inOrder(await state(kept.id))).toEqual([untouched('running')])
    expect(
      [await eventsOf(one.id), await eventsOf(two.id), await eventsOf(kept.id)].map((rows) => rows.length),
    ).toEqual([1, 1, 0])
  })

  it('go on where the deletion fails', async () => {
    const { id } = await newSession(['running'])
    const outcomes = [
      await by('maria', redis.url).write('deleteSession', { id }),
      await by('maria', redis.url).write('deleteSessions', { ids: [id] }),
      await by('demo', redis.url).write('deleteSession', { id, expectedVersion: '7' }),
    ]
    expect(outcomes.map(({ __typename }) => __typename)).toEqual([
      'NotFoundError',
      'DeleteSessionsSuccess',
      'VersionConflictError',
    ])
    expect(inOrder(await state(id))).toEqual([untouched('running')])
    expect(await eventsOf(id)).toEqual([])
    expect(redis.set).toEqual([])
  })

  it('have their workers signalled', async () => {
    const { id, runs } = await newSession(['running', 'paused', 'completed'])
    await by('demo', redis.url).write('deleteSession', { id })
    const keys = redis.set.map(([, key]) => key)
    expect(keys.toSorted()).toEqual(
      runs
        .slice(0, 2)
        .map((run) => `run_cancel:${run}`)
        .toSorted(),
    )
    for (const command of redis.set) expect(command.slice(2)).toEqual(['1', 'EX', '3600'])
  })

  it('are cancelled although no worker can be signalled', async () => {
    const gone = await startRedis()
    await gone.close()
    const { id } = await newSession(['running'])
    expect((await by('demo', gone.url).write('deleteSession', { id })).__typename).toBe(
      'DeleteSessionSuccess',
    )
    expect(inOrder(await state(id))).toEqual([cancelled('running')])
  })

  it('stay cancelled when the session is restored', async () => {
    const { id } = await newSession(['running'])
    await by('demo').write('deleteSession', { id })
    await by('demo').write('restoreSession', { id })
    expect(inOrder(await state(id))).toEqual([cancelled('running')])
  })
})
