import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { models } from '../../../src/demo/settings.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { testDatabases } from '../../support/database.ts'
import { type Outcome, viewers, type Writer, writerOf } from '../../support/writes.ts'

const step = (key: string, more: object = {}) => ({ key, content: `Do ${key}`, status: 'PENDING', ...more })
type SessionRow = { readonly version: string; readonly session_metadata: object | null }

const paths = ({ issues }: Outcome) => (issues as { path: string }[]).map(({ path }) => path)

describe.each(testDatabases)('writes beside a session, on $kind', ({ kind, open }) => {
  let database: Database
  let demo: Writer
  let maria: Writer

  beforeAll(async () => {
    database = await open('seeded')
    demo = writerOf(database, viewers.demo)
    maria = writerOf(database, viewers.maria)
  })
  afterAll(() => database.close())

  const session = async (id: string) => {
    const [row] = await database.query<SessionRow>('select * from sessions where id = $1', [id])
    return row
  }
  const planEvents = (id: string) =>
    database.query<{ event_group: string; content: Record<string, unknown> }>(
      `select * from application_events where session_id = $1 and event_type = 'plan.milestone.generated'
order by created_at desc, id desc`,
      [id],
    )

  describe('the plan', () => {
    it('replaces the key alone, and tells it in the newest event of its kind', async () => {
      const id = sessions.website
      const [before, events] = [await session(id), await planEvents(id)]
      const key = randomUUID()
      const milestones = [step('m1', { status: 'COMPLETED' }), step(key, { dependencies: ['m1'] })]
      const input = { id, summary: 'Better', milestones, expectedVersion: before?.version }
      const outcome = await demo.write('updateSessionPlan', input, 'session { plan { summary } version }')
      expect(outcome.session).toMatchObject({ plan: { summary: 'Better' } })
      const after = await session(id)
      const plan = {
        summary: 'Better',
        milestones: [
          { id: 'm1', content: 'Do m1', status: 'completed', details: '', dependencies: [] },
          { id: key, content: `Do ${key}`, status: 'pending', details: '', dependencies: ['m1'] },
        ],
      }
      expect(after?.session_metadata).toEqual({ ...before?.session_metadata, plan })
      const now = await planEvents(id)
      expect(now).toHaveLength(Math.max(events.length, 1))
      expect(now[0]).toMatchObject({ event_group: 'plan', content: { ...plan, is_update: true } })
    })

    it('tells a first plan in an event of its own, once', async () => {
      const id = sessions.mobileApp
      expect(await planEvents(id)).toHaveLength(0)
      for (const summary of ['one', 'two']) {
        await demo.write('updateSessionPlan', { id, summary, milestones: [] })
      }
      const events = await planEvents(id)
      expect(events).toHaveLength(1)
      expect(events[0]).toMatchObject({ event_group: 'plan', content: { summary: 'two', milestones: [] } })
    })

    it('names all that is wrong with the milestones', async () => {
      const key = randomUUID()
      const milestones = [
        step(key),
        step(key),
        step('new'),
        step(randomUUID(), { dependencies: ['gone', key] }),
      ]
      const outcome = await demo.write('updateSessionPlan', { id: sessions.slides, summary: '', milestones })
      expect(paths(outcome)).toEqual(['milestones.1.key', 'milestones.2.key', 'milestones.3.dependencies.0'])
      const shape = [step(key, { status: 'FAILED', content: '' })]
      const wrong = await demo.write('updateSessionPlan', {
        id: sessions.slides,
        summary: '',
        milestones: shape,
      })
      expect(new Set(paths(wrong))).toEqual(new Set(['milestones.0.status', 'milestones.0.content']))
      const many = Array.from({ length: 101 }, () => step(randomUUID()))
      expect(
        (await demo.write('updateSessionPlan', { id: sessions.slides, summary: '', milestones: many }))
          .__typename,
      ).toBe('ValidationError')
    })

    it('records no event for a plan that was not saved', async () => {
      const id = sessions.pictureSlides
      const input = { id, summary: 'x', milestones: [], expectedVersion: '99' }
      expect((await demo.write('updateSessionPlan', input)).__typename).toBe('VersionConflictError')
      expect(await planEvents(id)).toHaveLength(0)
      expect((await maria.write('updateSessionPlan', input)).__typename).toBe('NotFoundError')
    })

    it('loses no key to another writer', async () => {
      const id = sessions.research
      const advanced = { id, enabled: true }
      const design = { id, changes: [{ a: 1 }], redoChanges: [] }
      const plan = { id, summary: 's', milestones: [] }
      await Promise.all([
        demo.write('updateAdvancedMode', advanced),
        demo.write('saveDesignState', design),
        demo.write('updateSessionPlan', plan),
        database.query(
          `update sessions set session_metadata = coalesce(session_metadata, '{}') || '{"todos": []}' where id = $1`,
          [id],
        ),
      ])
      const keys = Object.keys((await session(id))?.session_metadata ?? {}).sort()
      expect(keys).toEqual(['advanced_mode', 'design_mode', 'plan', 'todos'])
    })
  })

  describe('modes', () => {
    it('keeps the references as the platform does, of own files alone', async () => {
      const id = sessions.storybook
      const references = [{ assetId: uuid('asset moodboard'), use: 'SCENE' }]
      await demo.write('updateAdvancedMode', { id, enabled: true, references })
      expect((await session(id))?.session_metadata).toMatchObject({
        advanced_mode: { enabled: true, references: [{ file_id: uuid('asset moodboard'), type: 'scene' }] },
      })
      for (const name of ['asset maria private', 'asset maria public', 'asset that never was']) {
        const foreign = [...references, { assetId: uuid(name), use: 'STYLE' }]
        const outcome = await demo.write('updateAdvancedMode', { id, enabled: true, references: foreign })
        expect(outcome.__typename).toBe('NotFoundError')
      }
      await demo.write('updateAdvancedMode', { id, enabled: false, references: null })
      expect((await session(id))?.session_metadata).toMatchObject({
        advanced_mode: { enabled: false, references: [] },
      })
    })

    it('keeps a design, and nothing that the database cannot hold', async () => {
      const id = sessions.website
      const good = { id, changes: [{ selector: 'h1', html: '<b>' }], redoChanges: [] }
      expect((await demo.write('saveDesignState', good)).__typename).toBe('SaveDesignStateSuccess')
      expect((await session(id))?.session_metadata).toMatchObject({
        design_mode: { changes: [{ selector: 'h1', html: '<b>' }], redo_changes: [] },
      })
      const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`)
      const bad = [{ not: 'a list' }, ['a\u0000b'], ['\ud800'], [{ '\u0000': 1 }], deep, Array(1001).fill(0)]
      for (const changes of [...bad, ['x'.repeat(1_000_001)]]) {
        const outcome = await demo.write('saveDesignState', { id, changes, redoChanges: [] })
        expect(paths(outcome)[0]).toMatch(/^changes/)
      }
      const rounded = demo.write('saveDesignState', { id, changes: [1, Infinity], redoChanges: [] })
      await expect(rounded).rejects.toThrow('at `1`')
    })
  })

  describe('a fork', () => {
    const attachmentIds = [uuid('asset report')]

    it('is a private session of the same owner that knows where it comes from', async () => {
      const parentId = sessions.research
      const input = { parentId, attachmentIds, instruction: 'In blue', idempotencyKey: 'fork' }
      const [one, two] = await Promise.all(
        [1, 2].map(() => demo.write('forkSession', input, 'session { databaseId }')),
      )
      expect(one?.session).toEqual(two?.session)
      const { databaseId } = (one as Outcome).session as { databaseId: string }
      expect(await session(databaseId)).toMatchObject({
        user_id: viewers.demo.id,
        parent_session_id: parentId,
        agent_type: 'research_to_website',
        api_version: 'v1',
        is_public: false,
        model_setting_id: models.sonnet,
        name: 'Continue from: Battery recycling in the EU: who does what',
        session_metadata: {
          fork_info: {
            fork_type: 'research_to_website',
            parent_session_id: parentId,
            parent_agent_type: 'deep_research',
            context: { attachments: attachmentIds, additional_instruction: 'In blue' },
          },
        },
      })
      const boxes = (id: string) =>
        database.query(
          `select provider, provider_sandbox_id, status, provider_data from agent_sandboxes where session_id = $1`,
          [id],
        )
      expect(await boxes(databaseId)).toEqual(await boxes(parentId))
    })

    it('may have a machine and a model of its own', async () => {
      const input = { parentId: sessions.research, attachmentIds, sandbox: 'NEW', modelSettingId: models.own }
      const outcome = await demo.write('forkSession', input, 'session { databaseId }')
      const { databaseId } = outcome.session as { databaseId: string }
      expect(await session(databaseId)).toMatchObject({ model_setting_id: models.own })
      const boxes = await database.query('select 1 from agent_sandboxes where session_id = $1', [databaseId])
      expect(boxes).toHaveLength(0)
    })

    it('needs a parent that did research, and only what is one’s own', async () => {
      const fork = (more: object) =>
        demo.write('forkSession', { parentId: sessions.research, attachmentIds, ...more })
      expect((await fork({ parentId: sessions.slides })).__typename).toBe('NotAllowedError')
      expect((await fork({ attachmentIds: [] })).__typename).toBe('ValidationError')
      const foreign = [
        { parentId: sessions.mariaPublic },
        { parentId: sessions.deleted },
        { attachmentIds: [...attachmentIds, uuid('asset maria public')] },
        { modelSettingId: models.maria },
      ]
      for (const more of foreign) expect((await fork(more)).__typename).toBe('NotFoundError')
    })

    // The embedded database has one connection: nothing can happen meanwhile.
    it.runIf(kind === 'postgres')(
      'goes without the model of its parent if that is deleted meanwhile',
      async () => {
        const parentId = sessions.research
        const one = { modelId: 'short-lived', provider: 'CUSTOM' }
        const { modelSetting } = await demo.write('createModelSetting', one, 'modelSetting { databaseId }')
        const model = (modelSetting as { databaseId: string }).databaseId
        const choose = 'update sessions set model_setting_id = $2 where id = $1'
        await database.query(choose, [parentId, model])
        let forking: Promise<Outcome> | undefined
        await database.transaction(async (tx) => {
          await tx.query(choose, [parentId, null])
          await tx.query('delete from model_settings where id = $1', [model])
          forking = demo.write('forkSession', { parentId, attachmentIds }, 'session { modelSetting { id } }')
          const waiting = () =>
            database.query(
              `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            )
          await expect.poll(async () => (await waiting()).length).toBe(1)
        })
        expect(await forking).toMatchObject({
          __typename: 'ForkSessionSuccess',
          session: { modelSetting: null },
        })
      },
    )
  })

  describe.each([
    ['session_pins', 'pinSession', 'unpinSession'],
    ['session_wishlists', 'addSessionToWishlist', 'removeSessionFromWishlist'],
  ])('marks in %s', (table, add, take) => {
    const marks = (userId: string, id: string) =>
      database.query(`select 1 from ${table} where user_id = $1 and session_id = $2`, [userId, id])

    it('are added once and removed once', async () => {
      const id = sessions.council
      await Promise.all([1, 2, 3].map(() => demo.write(add, { id })))
      expect(await marks(viewers.demo.id, id)).toHaveLength(1)
      for (const _ of [1, 2]) {
        const outcome = await demo.write(take, { id }, 'session { databaseId }')
        expect(outcome.session).toEqual({ databaseId: id })
      }
      expect(await marks(viewers.demo.id, id)).toHaveLength(0)
    })

    it('are refused on sessions of others', async () => {
      for (const id of [sessions.mariaPrivate, sessions.mariaPublic, sessions.deleted, uuid('nothing')]) {
        expect((await demo.write(add, { id })).__typename).toBe('NotFoundError')
      }
      expect((await maria.write(take, { id: sessions.website })).__typename).toBe('NotFoundError')
      expect(await marks(viewers.demo.id, sessions.website)).toHaveLength(1)
    })

    it('can be taken off a session that was deleted since', async () => {
      expect(await marks(viewers.demo.id, sessions.deleted)).toHaveLength(1)
      const outcome = await demo.write(take, { id: sessions.deleted }, 'session { databaseId }')
      expect(outcome).toMatchObject({ session: null })
      expect(await marks(viewers.demo.id, sessions.deleted)).toHaveLength(0)
    })
  })
})
