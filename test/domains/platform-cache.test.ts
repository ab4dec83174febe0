import { createClient } from '@redis/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { createPlatformRedis } from '../../src/data/platform-redis.ts'
import { testDatabases } from '../support/database.ts'
import { startRedis } from '../support/redis.ts'
import { hasRedis, type RedisServer, startRedisServer } from '../support/redis-server.ts'
import { viewers, writerOf } from '../support/writes.ts'

const keyOf = { session: 'sessions:session:', run: 'tasks:run_task:', user: 'users:user:' } as const

describe.skipIf(!hasRedis).each(testDatabases)("the platform's cache, on $kind", ({ open }) => {
  let database: Database
  let server: RedisServer
  let redis: ReturnType<typeof createClient>
  const failures: (readonly string[])[] = []
  beforeAll(async () => {
    database = await open('seeded')
    server = await startRedisServer()
    redis = createClient({ url: server.url })
    await redis.connect()
  })
  afterAll(async () => {
    redis.destroy()
    await server.stop()
    await database.close()
  })

  const by = (viewer: keyof typeof viewers, url = server.url) =>
    writerOf(database, viewers[viewer], {
      platform: createPlatformRedis(url, (_error, keys) => failures.push(keys)),
    })
  const insert = async (text: string, values: readonly unknown[]) =>
    (await database.query<{ id: string }>(`${text} returning id`, values))[0]?.id ?? ''
  const newSession = () => insert('insert into sessions (user_id) values ($1)', [viewers.demo.id])
  const newRun = (session: string, status: string) =>
    insert('insert into run_tasks (session_id, task_type, status) values ($1, $2, $2)', [session, status])
  const cache = (...keys: string[]) => Promise.all(keys.map((key) => redis.set(key, 'old')))
  /** The keys that are left, once those of `gone` are not there any more. */
  const leftAfter = async (gone: string[]) => {
    await expect.poll(() => redis.exists(gone)).toBe(0)
    return (await redis.keys('*')).filter((key) => !key.startsWith('run_cancel:')).toSorted()
  }

  it('forgets deleted sessions and the runs that ended with them, and nothing else', async () => {
    const [one, two, kept] = [await newSession(), await newSession(), await newSession()]
    const [running, ended] = [await newRun(one, 'running'), await newRun(one, 'completed')]
    const stale = [keyOf.session + one, keyOf.session + two, keyOf.run + running]
    const fresh = [keyOf.session + kept, keyOf.run + ended, keyOf.user + viewers.demo.id].toSorted()
    await cache(...stale, ...fresh)
    await by('demo').write('deleteSession', { id: one })
    await by('demo').write('deleteSessions', { ids: [two] })
    expect(await leftAfter(stale)).toEqual(fresh)
    await redis.del(fresh)
  })

  it('forgets a session, a run and a user that changed', async () => {
    const session = await newSession()
    const run = await newRun(session, 'running')
    const stale = [keyOf.session + session, keyOf.run + run, keyOf.user + viewers.demo.id]
    await cache(...stale)
    await by('demo').write('renameSession', { id: session, name: 'Another' })
    await by('demo').write('updateRunStatus', { id: run, status: 'PAUSED' })
    await by('demo').write('updateProfile', { firstName: 'Dana' })
    expect(await leftAfter(stale)).toEqual([])
  })

  it('forgets sessions that lost their model', async () => {
    const session = await newSession()
    const outcome = await by('demo').write(
      'createModelSetting',
      { modelId: 'gpt-x', provider: 'OPENAI' },
      'modelSetting { databaseId }',
    )
    const { databaseId: model } = outcome.modelSetting as { databaseId: string }
    await database.query('update sessions set model_setting_id = $1 where id = $2', [model, session])
    const stale = [keyOf.session + session]
    await cache(...stale)
    await by('demo').write('deleteModelSetting', { id: model, detachSessions: true })
    expect(await leftAfter(stale)).toEqual([])
  })

  it('keeps what a refused mutation did not change', async () => {
    const session = await newSession()
    await cache(keyOf.session + session)
    await by('maria').write('renameSession', { id: session, name: 'Mine' })
    await by('demo').write('renameSession', { id: session, name: 'Mine', expectedVersion: '9' })
    await cache('of-another')
    const other = await newSession()
    await cache(keyOf.session + other)
    await by('demo').write('renameSession', { id: other, name: 'Mine' })
    expect(await leftAfter([keyOf.session + other])).toEqual(
      ['of-another', keyOf.session + session].toSorted(),
    )
  })

  it('delays no answer where it cannot be reached, and the keys are reported', async () => {
    const mute = await startRedis({ mute: true })
    const session = await newSession()
    await by('demo', mute.url).write('renameSession', { id: session, name: 'Another' })
    // It was answered before it was known that the keys are left.
    expect(failures).toEqual([])
    await expect.poll(() => failures).toEqual([[keyOf.session + session]])
    await mute.close()
  })
})
