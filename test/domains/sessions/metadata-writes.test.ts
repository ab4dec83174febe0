import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { testDatabases } from '../../support/database.ts'
import { type Outcome, setUpWriters, viewers } from '../../support/writes.ts'

const step = (key: string, more: object = {}) => ({ key, content: `Do ${key}`, status: 'PENDING', ...more })
type SessionRow = { readonly version: string; readonly session_metadata: object | null }

const paths = ({ issues }: Outcome) => (issues as { path: string }[]).map(({ path }) => path)

describe.each(testDatabases)('writes beside a session, on $kind', ({ open }) => {
  const { database, demo, maria } = setUpWriters(open)

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
