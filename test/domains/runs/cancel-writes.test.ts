import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { createPlatformRedis } from '../../../src/data/platform-redis.ts'
import { runs, sessions } from '../../../src/demo/identities.ts'
import { testDatabases } from '../../support/database.ts'
import { startRedis, type TestRedis } from '../../support/redis.ts'
import { viewers, writerOf } from '../../support/writes.ts'

describe.each(testDatabases)('the wish to cancel a run, on $kind', ({ open }) => {
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

  const by = (viewer: keyof typeof viewers, redisUrl: string | undefined = redis.url) =>
    writerOf(database, viewers[viewer], {
      platform: redisUrl ? createPlatformRedis(redisUrl, () => {}) : undefined,
    })
  const state = async (id: string) => {
    const [row] = await database.query<{ status: string; version: string; logs: string[] }>(
      `select status, version, array(select status::text from task_logs where task_id = r.id order by id) as logs
from run_tasks r where id = $1`,
      [id],
    )
    return row
  }
  const newRun = async (status: string) => {
    const [row] = await database.query<{ id: string }>(
      `insert into run_tasks (session_id, task_type, status) values ($1, gen_random_uuid()::text::varchar(32), $2)
returning id`,
      [sessions.slides, status],
    )
    return row?.id ?? ''
  }

  it('sets the key that workers read, for an hour, and the run is aborting', async () => {
    for (const status of ['pending', 'running', 'paused', 'waiting_for_input']) {
      const id = await newRun(status)
      const outcome = await by('demo').write('cancelRun', { id }, 'run { statusText }')
      expect(outcome.run).toEqual({ statusText: 'aborting' })
      expect(redis.set.at(-1)).toEqual(['SET', `run_cancel:${id}`, '1', 'EX', '3600'])
      expect(await state(id)).toEqual({ status: 'aborting', version: '1', logs: ['aborting'] })
    }
  })

  it('can be told again, and changes nothing then', async () => {
    const id = await newRun('aborting')
    expect((await by('demo').write('cancelRun', { id })).__typename).toBe('CancelRunSuccess')
    expect(redis.set.at(-1)?.[1]).toBe(`run_cancel:${id}`)
    expect(await state(id)).toEqual({ status: 'aborting', version: '0', logs: [] })
  })

  it('comes too late for a run that has ended', async () => {
    const published = redis.set.length
    for (const status of ['completed', 'cancelled', 'failed', 'system_interrupted']) {
      const id = await newRun(status)
      expect((await by('demo').write('cancelRun', { id })).__typename).toBe('NotAllowedError')
      expect(await state(id)).toEqual({ status, version: '0', logs: [] })
    }
    expect(redis.set).toHaveLength(published)
  })

  it('is for the owner, and for admins, who may cancel any', async () => {
    const published = redis.set.length
    expect((await by('maria').write('cancelRun', { id: runs.live })).__typename).toBe('NotFoundError')
    expect((await by('demo').write('cancelRun', { id: runs.maria })).__typename).toBe('NotFoundError')
    expect(redis.set).toHaveLength(published)
    const outcome = await by('admin').write('cancelRun', { id: runs.maria }, 'run { statusText }')
    expect(outcome.run).toEqual({ statusText: 'aborting' })
  })

  it('does nothing where no Redis is known, or it is away, or does not answer', async () => {
    const mute = await startRedis({ mute: true })
    const gone = await startRedis()
    await gone.close()
    const id = await newRun('running')
    try {
      for (const writer of [writerOf(database, viewers.demo), by('demo', gone.url), by('demo', mute.url)]) {
        expect((await writer.write('cancelRun', { id })).__typename).toBe('UnavailableError')
        expect(await state(id)).toEqual({ status: 'running', version: '0', logs: [] })
      }
      expect((await writerOf(database, viewers.maria).write('cancelRun', { id })).__typename).toBe(
        'NotFoundError',
      )
    } finally {
      await mute.close()
    }
  })
})
