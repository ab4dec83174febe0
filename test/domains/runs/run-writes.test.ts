import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { openDatabase } from '../../../src/data/open.ts'
import { runs, sessions } from '../../../src/demo/identities.ts'
import { allowedTransitions } from '../../../src/domains/runs/run-transitions.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { type Outcome, viewers, type Writer, writerOf } from '../../support/writes.ts'

const aRun = 'run { databaseId statusText version }'
type Run = { readonly databaseId: string; readonly statusText: string; readonly version: string }
const statuses = ['running', 'paused', 'waiting_for_input', 'aborting', 'completed', 'cancelled', 'failed']

describe.each(testDatabases)('writes of runs, on $kind', ({ kind, create }) => {
  let database: Database
  /** On PostgreSQL, another gateway's own connections. PGlite belongs to one process. */
  let other: Database
  let close: () => Promise<void>
  let demo: Writer
  let second: Writer
  let maria: Writer
  let admin: Writer

  beforeAll(async () => {
    const { config, remove } = await create('seeded')
    database = await openDatabase(config)
    other = kind === 'postgres' ? await openDatabase(config) : database
    close = async () => {
      await Promise.all([...new Set([database, other])].map((one) => one.close()))
      await remove()
    }
    demo = writerOf(database, viewers.demo)
    second = writerOf(other, viewers.demo)
    maria = writerOf(database, viewers.maria)
    admin = writerOf(database, viewers.admin)
  })
  afterAll(() => close())

  const stored = async (id: string) => {
    const [row] = await database.query<Record<string, unknown>>('select * from run_tasks where id = $1', [id])
    return row
  }
  const logs = async (id: string) => {
    const rows = await database.query<{ status: string }>(
      'select status from task_logs where task_id = $1 order by id',
      [id],
    )
    return rows.map(({ status }) => status)
  }
  const newSession = async () => {
    const outcome = await demo.write('createSession', { kind: 'AGENT' }, 'session { databaseId }')
    return (outcome.session as { databaseId: string }).databaseId
  }
  /** A run as another writer would leave it. */
  const runIn = async (sessionId: string, status: string) => {
    const [row] = await database.query<{ id: string }>(
      `insert into run_tasks (session_id, task_type, status) values ($1, 'agent_run', $2) returning id`,
      [sessionId, status],
    )
    return row?.id ?? ''
  }

  describe('a claim', () => {
    it('makes a run that is at work, its log with it', async () => {
      const sessionId = await newSession()
      const data = { command: 'query', text: 'Bake' }
      const outcome = await demo.write('claimRun', { sessionId, taskType: 'AGENT_RUN', data }, aRun)
      const run = outcome.run as Run
      expect(run).toMatchObject({ statusText: 'running', version: '0' })
      expect(await stored(run.databaseId)).toMatchObject({
        session_id: sessionId,
        task_type: 'agent_run',
        data,
      })
      expect(await logs(run.databaseId)).toEqual(['running'])
    })

    it('is refused, with the run that is in the way, while one of its type is active', async () => {
      const sessionId = await newSession()
      for (const status of ['running', 'waiting_for_input']) {
        const id = await runIn(sessionId, status)
        const refused = await demo.write('claimRun', { sessionId, taskType: 'AGENT_RUN' })
        expect(refused).toMatchObject({
          __typename: 'ConflictError',
          conflicting: { __typename: 'RunTask', id: encodeNodeId('RunTask', id) },
        })
        const otherType = await demo.write('claimRun', { sessionId, taskType: 'CHAT_RUN' }, aRun)
        expect(otherType.__typename).toBe(status === 'running' ? 'ClaimRunSuccess' : 'ConflictError')
        await demo.write('updateRunStatus', { id, status: 'FAILED' })
      }
      expect((await demo.write('claimRun', { sessionId, taskType: 'AGENT_RUN' })).__typename).toBe(
        'ClaimRunSuccess',
      )
    })

    it('goes to one of many concurrent claims and writes', async () => {
      const sessionId = await newSession()
      const claim = (writer: Writer) => writer.write('claimRun', { sessionId, taskType: 'AGENT_RUN' }, aRun)
      const outside = () => runIn(sessionId, 'running').catch((error: { code: string }) => error.code)
      const [claims, inserts] = await Promise.all([
        Promise.all(Array.from({ length: 20 }, (_, i) => claim(i % 2 ? demo : second))),
        Promise.all([1, 2, 3].map(outside)),
      ])
      const won = claims.filter(({ run }) => run)
      const refused = claims.filter(({ __typename }) => __typename === 'ConflictError')
      const inserted = inserts.filter((id) => id !== '23505')
      expect(won.length + inserted.length).toBe(1)
      expect(refused.length).toBe(20 - won.length)
      const rows = await database.query('select 1 from run_tasks where session_id = $1', [sessionId])
      expect(rows).toHaveLength(1)
    })

    it('answers a repeat with the run of the first', async () => {
      const input = { sessionId: await newSession(), taskType: 'AGENT_RUN', idempotencyKey: 'claim' }
      const [one, two] = await Promise.all(
        [demo, second].map((writer) => writer.write('claimRun', input, aRun)),
      )
      expect(one?.run).toBeDefined()
      expect(one?.run).toEqual(two?.run)
      const { databaseId } = (one as Outcome).run as Run
      expect(await logs(databaseId)).toEqual(['running'])
    })

    it('needs an own session, and an object that fits', async () => {
      for (const sessionId of [sessions.mariaPrivate, sessions.mariaPublic, sessions.deleted, runs.live]) {
        const outcome = await demo.write('claimRun', { sessionId, taskType: 'CHAT_RUN' })
        expect(outcome.__typename).toBe('NotFoundError')
      }
      const sessionId = await newSession()
      for (const data of ['text', [1], { text: 'x'.repeat(65_000) }]) {
        const outcome = await demo.write('claimRun', { sessionId, taskType: 'CHAT_RUN', data })
        expect(outcome).toMatchObject({ __typename: 'ValidationError', issues: [{ path: 'data' }] })
      }
    })
  })

  describe('a step', () => {
    it('allows only the transitions of a run, and logs them', async () => {
      for (const from of ['pending', ...statuses, 'system_interrupted', 'of_tomorrow']) {
        const sessionId = await newSession()
        for (const to of statuses) {
          const id = await runIn(sessionId, from)
          const outcome = await demo.write('updateRunStatus', { id, status: to.toUpperCase() }, aRun)
          if (allowedTransitions(from).includes(to)) {
            expect(outcome.run).toMatchObject({ statusText: to, version: '1' })
            expect(await logs(id)).toEqual([to])
          } else {
            expect(outcome.__typename, `${from} to ${to}`).toBe('NotAllowedError')
            expect(await stored(id)).toMatchObject({ status: from, version: '0' })
            expect(await logs(id)).toEqual([])
          }
          await database.query('delete from run_tasks where id = $1', [id])
        }
      }
    })

    it('waits for the run that is active, and names it', async () => {
      const sessionId = await newSession()
      const [paused, active] = [await runIn(sessionId, 'paused'), await runIn(sessionId, 'running')]
      const refused = await demo.write('updateRunStatus', { id: paused, status: 'RUNNING' })
      expect(refused).toMatchObject({
        __typename: 'ConflictError',
        conflicting: { __typename: 'RunTask', id: encodeNodeId('RunTask', active) },
      })
      expect(await stored(paused)).toMatchObject({ status: 'paused', version: '0' })
      expect(await logs(paused)).toEqual([])
    })

    it('keeps why a run failed, and only then', async () => {
      const id = await runIn(await newSession(), 'running')
      const reason = { id, errorMessage: 'Out of flour\n<b>really</b>' }
      const wrong = await demo.write('updateRunStatus', { ...reason, status: 'COMPLETED' })
      expect(wrong).toMatchObject({ __typename: 'ValidationError', issues: [{ path: 'errorMessage' }] })
      await demo.write('updateRunStatus', { ...reason, status: 'FAILED' })
      expect(await stored(id)).toMatchObject({
        status: 'failed',
        error_message: 'Out of flour\n<b>really</b>',
      })
    })

    it('succeeds for exactly one of fifty writers with the same version', async () => {
      const id = await runIn(await newSession(), 'running')
      const step = (i: number) =>
        (i % 2 ? demo : second).write('updateRunStatus', { id, status: 'PAUSED', expectedVersion: '0' })
      const outcomes = await Promise.all(Array.from({ length: 50 }, (_, i) => step(i)))
      const kinds = outcomes.map(({ __typename }) => __typename).sort()
      expect(kinds).toEqual(['UpdateRunStatusSuccess', ...Array(49).fill('VersionConflictError')])
      expect(await logs(id)).toEqual(['paused'])
      expect(await stored(id)).toMatchObject({ version: '1' })
    })

    it('knows a version however it is written', async () => {
      const id = await runIn(await newSession(), 'running')
      const outcome = await demo.write('updateRunStatus', { id, status: 'PAUSED', expectedVersion: '-00' })
      expect(outcome.__typename).toBe('UpdateRunStatusSuccess')
    })

    it('takes what another writer did meanwhile as it is', async () => {
      const id = await runIn(await newSession(), 'running')
      await other.query(`update run_tasks set status = 'completed', version = version + 1 where id = $1`, [
        id,
      ])
      expect(await demo.write('updateRunStatus', { id, status: 'PAUSED' })).toMatchObject({
        __typename: 'NotAllowedError',
        message: 'The run is completed and cannot become paused: it has ended.',
      })
    })

    it('is for the owner of the session alone', async () => {
      for (const writer of [maria, admin]) {
        const outcome = await writer.write('updateRunStatus', { id: runs.live, status: 'PAUSED' })
        expect(outcome.__typename).toBe('NotFoundError')
      }
      for (const id of [runs.maria, runs.deleted, 'nonsense']) {
        expect((await demo.write('updateRunStatus', { id, status: 'FAILED' })).__typename).toBe(
          'NotFoundError',
        )
      }
    })
  })

  it('adds to the log of a run, with the status that it has', async () => {
    const runId = await runIn(await newSession(), 'waiting_for_input')
    const input = { runId, data: { asked: 'Which flour?' }, idempotencyKey: 'log' }
    const fields = 'log { databaseId statusText } run { databaseId }'
    const [one, two] = await Promise.all([1, 2].map(() => demo.write('appendRunLog', input, fields)))
    expect(one).toEqual(two)
    expect(one?.log).toMatchObject({ statusText: 'waiting_for_input' })
    const rows = await database.query('select status, data from task_logs where task_id = $1', [runId])
    expect(rows).toEqual([{ status: 'waiting_for_input', data: { asked: 'Which flour?' } }])
    expect((await maria.write('appendRunLog', { runId })).__typename).toBe('NotFoundError')
  })
})
