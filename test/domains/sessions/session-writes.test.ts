import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { models } from '../../../src/demo/settings.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters, viewers } from '../../support/writes.ts'

const missing = '11111111-2222-4333-8444-555555555555'
const aSession = 'session { databaseId name isPublic version }'

describe.each(testDatabases)('writes of sessions, on $kind', ({ open }) => {
  const { database, demo, maria, admin } = setUpWriters(open)

  const stored = async (id: string) => {
    const [row] = await database.query<Record<string, unknown>>('select * from sessions where id = $1', [id])
    return row
  }

  const created = async (input: object = { kind: 'AGENT' }) => {
    const outcome = await demo.write('createSession', input, aSession)
    return (outcome.session as { databaseId: string }).databaseId
  }

  describe('create', () => {
    it('makes the rows that the platform would make', async () => {
      const agent = await created({ kind: 'AGENT', modelSettingId: models.sonnet })
      expect(await stored(agent)).toMatchObject({
        user_id: viewers.demo.id,
        app_kind: 'agent',
        agent_type: null,
        api_version: 'v1',
        status: 'active',
        name: null,
        model_setting_id: models.sonnet,
        is_public: false,
        version: '0',
      })
      const chat = await created({ kind: 'CHAT', name: ' <b>Bread</b>  ' })
      expect(await stored(chat)).toMatchObject({
        app_kind: 'chat',
        agent_type: 'chat',
        api_version: 'v0',
        name: '<b>Bread</b>',
      })
    })

    it('takes no model of someone else, and none that is missing', async () => {
      for (const modelSettingId of [models.maria, missing, 'no id at all']) {
        const outcome = await demo.write('createSession', { kind: 'CHAT', modelSettingId })
        expect(outcome.__typename).toBe('NotFoundError')
      }
    })

    it('names every problem at once', async () => {
      const outcome = await demo.write('createSession', {
        kind: 'BROWSER_EXTENSION',
        name: `line\nbreak${'x'.repeat(300)}`,
        clientMutationId: 'x'.repeat(300),
      })
      expect(outcome.__typename).toBe('ValidationError')
      const paths = (outcome.issues as { path: string }[]).map(({ path }) => path)
      expect(new Set(paths)).toEqual(new Set(['kind', 'name', 'clientMutationId']))
    })

    it('answers a repeat as it answered the first, also when both come at once', async () => {
      const input = { kind: 'CHAT', name: 'Once', idempotencyKey: 'the same', clientMutationId: 'a' }
      const [one, two] = await Promise.all([
        demo.write('createSession', input, `clientMutationId ${aSession}`),
        demo.write('createSession', { ...input, clientMutationId: 'b' }, `clientMutationId ${aSession}`),
      ])
      expect(one.session).toEqual(two.session)
      expect([one.clientMutationId, two.clientMutationId]).toEqual(['a', 'b'])
      const rows = await database.query(`select 1 from sessions where name = 'Once'`)
      expect(rows).toHaveLength(1)
    })

    it('refuses a key that was used for something else, and knows the keys of each user apart', async () => {
      const input = { kind: 'CHAT', name: 'Key', idempotencyKey: 'of another' }
      expect((await demo.write('createSession', input)).__typename).toBe('CreateSessionSuccess')
      const other = await demo.write('createSession', { ...input, name: 'Other' })
      expect(other).toMatchObject({ __typename: 'ConflictError', conflicting: null })
      expect((await maria.write('createSession', input)).__typename).toBe('CreateSessionSuccess')
    })

    it('forgets a key whose write failed', async () => {
      const input = { kind: 'CHAT', idempotencyKey: 'failed first' }
      const failed = await demo.write('createSession', { ...input, modelSettingId: missing })
      expect(failed.__typename).toBe('NotFoundError')
      expect((await demo.write('createSession', input)).__typename).toBe('CreateSessionSuccess')
    })
  })

  describe('change', () => {
    it('renames at the version that the client saw, and drops only the mark of a title to come', async () => {
      await database.query(
        `update sessions set session_metadata = '{"title_pending": true, "todos": [1]}' where id = $1`,
        [sessions.fresh],
      )
      const input = { id: encodeNodeId('Session', sessions.fresh), name: 'Logo', expectedVersion: '0' }
      const outcome = await demo.write('renameSession', input, aSession)
      expect(outcome.session).toMatchObject({ name: 'Logo', version: '1' })
      expect(await stored(sessions.fresh)).toMatchObject({ session_metadata: { todos: [1] } })
      const again = await demo.write('renameSession', { ...input, name: 'Too late' })
      expect(again).toMatchObject({
        __typename: 'VersionConflictError',
        currentVersion: '1',
        current: { __typename: 'Session' },
      })
      expect(await stored(sessions.fresh)).toMatchObject({ name: 'Logo', version: '1' })
    })

    it('leaves nothing of metadata that held the mark alone', async () => {
      const id = await created()
      await database.query(`update sessions set session_metadata = '{"title_pending": true}' where id = $1`, [
        id,
      ])
      await demo.write('renameSession', { id, name: 'Named' })
      expect(await stored(id)).toMatchObject({ session_metadata: null })
    })

    it('publishes and takes back', async () => {
      const id = await created()
      const published = await demo.write('setSessionPublic', { id, public: true }, aSession)
      expect(published.session).toMatchObject({ isPublic: true })
      const taken = await demo.write('setSessionPublic', { id, public: false }, aSession)
      expect(taken.session).toMatchObject({ isPublic: false, version: '2' })
    })

    it('refuses names that are empty, too long, or hold what no text can', async () => {
      const id = await created()
      for (const name of ['', '   ', 'x'.repeat(201), 'a\u0000b', 'tab\tbed', '\ud800']) {
        expect((await demo.write('renameSession', { id, name })).__typename).toBe('ValidationError')
      }
      expect(await stored(id)).toMatchObject({ name: null, version: '0' })
    })

    it('lets exactly one of fifty writers win each version', async () => {
      const id = await created()
      const everyone = Array.from({ length: 50 }, (_, i) => `writer ${i}`)
      for (const expectedVersion of ['0', '1', '2']) {
        const write = (name: string) => demo.write('renameSession', { id, name, expectedVersion }, aSession)
        const outcomes = await Promise.all(everyone.map(write))
        const won = outcomes.filter(({ session }) => session)
        expect(won).toHaveLength(1)
        const version = String(BigInt(expectedVersion) + 1n)
        expect(won[0]?.session).toMatchObject({ version })
        expect(won[0]?.session).toMatchObject({ name: (await stored(id))?.name })
        const lost = outcomes.filter(({ __typename }) => __typename === 'VersionConflictError')
        expect(lost.map(({ currentVersion }) => currentVersion)).toEqual(Array(49).fill(version))
      }
    })

    it('loses none of fifty writers that expect no version', async () => {
      const id = await created()
      await Promise.all(
        Array.from({ length: 50 }, (_, i) => demo.write('setSessionPublic', { id, public: i % 2 === 0 })),
      )
      expect(await stored(id)).toMatchObject({ version: '50' })
    })

    it('is for the owner alone: not for strangers, and not for admins', async () => {
      const before = await stored(sessions.publicReport)
      for (const writer of [maria, admin]) {
        for (const id of [sessions.publicReport, sessions.website, missing]) {
          expect((await writer.write('renameSession', { id, name: 'Mine' })).__typename).toBe('NotFoundError')
          expect((await writer.write('setSessionPublic', { id, public: true })).__typename).toBe(
            'NotFoundError',
          )
          expect((await writer.write('deleteSession', { id })).__typename).toBe('NotFoundError')
        }
      }
      expect(await stored(sessions.publicReport)).toEqual(before)
    })
  })

  describe('delete and restore', () => {
    it('deletes once, and restores', async () => {
      const id = await created()
      const deleted = await demo.write('deleteSession', { id }, 'deletedId')
      expect(deleted.deletedId).toBe(encodeNodeId('Session', id))
      expect((await demo.write('deleteSession', { id })).__typename).toBe('NotFoundError')
      expect((await demo.write('renameSession', { id, name: 'x' })).__typename).toBe('NotFoundError')
      expect((await maria.write('restoreSession', { id })).__typename).toBe('NotFoundError')
      const restored = await demo.write('restoreSession', { id, expectedVersion: '1' }, aSession)
      expect(restored.session).toMatchObject({ databaseId: id, version: '2' })
      expect((await demo.write('restoreSession', { id })).__typename).toBe('NotFoundError')
    })

    describe('where the platform erases what is deleted', () => {
      beforeAll(() =>
        database.script(`alter table sessions add purge_after timestamptz, add purge_started_at timestamptz,
          add sar_priority bool not null default false,
          add constraint only_deleted check (is_deleted or (purge_after is null and purge_started_at is null))`),
      )
      afterAll(() =>
        database.script(
          'alter table sessions drop column purge_after, drop column purge_started_at, drop column sar_priority',
        ),
      )

      it.each(['purge_started_at = now()', 'sar_priority = true'])(
        'restores nothing with %s',
        async (mark) => {
          const id = await created()
          await demo.write('deleteSession', { id })
          await database.query(`update sessions set ${mark} where id = $1`, [id])
          expect((await demo.write('restoreSession', { id })).__typename).toBe('NotFoundError')
        },
      )

      it('restores what it is about to erase, and keeps it from that', async () => {
        const id = await created()
        await demo.write('deleteSession', { id })
        await database.query(`update sessions set purge_after = now() + interval '30 days' where id = $1`, [
          id,
        ])
        expect((await maria.write('restoreSession', { id })).__typename).toBe('NotFoundError')
        const late = await demo.write('restoreSession', { id, expectedVersion: '0' })
        expect(late.__typename).toBe('VersionConflictError')
        expect(await stored(id)).toMatchObject({ is_deleted: true, purge_after: expect.any(String) })
        expect((await demo.write('restoreSession', { id })).__typename).toBe('RestoreSessionSuccess')
        expect(await stored(id)).toMatchObject({ is_deleted: false, purge_after: null })
      })
    })

    it('deletes many and names those that it could not', async () => {
      const [one, two] = [await created(), await created()]
      const ids = [
        one,
        encodeNodeId('Session', two),
        one,
        sessions.mariaPublic,
        missing,
        'nonsense',
        sessions.deleted,
      ]
      const { deletedIds, failedIds } = await demo.write('deleteSessions', { ids }, 'deletedIds failedIds')
      expect(new Set(deletedIds as string[])).toEqual(
        new Set([encodeNodeId('Session', one), encodeNodeId('Session', two)]),
      )
      expect(failedIds).toEqual([sessions.mariaPublic, missing, 'nonsense', sessions.deleted])
      expect(await stored(sessions.mariaPublic)).toMatchObject({ is_deleted: false })
      expect(await stored(one)).toMatchObject({ is_deleted: true, version: '1' })
    })

    it('refuses no ids and too many ids', async () => {
      const many = Array.from({ length: 10_000 }, () => sessions.website)
      for (const ids of [[], many]) {
        expect(await demo.write('deleteSessions', { ids })).toMatchObject({
          __typename: 'ValidationError',
          issues: [{ path: 'ids' }],
        })
      }
      expect(await stored(sessions.website)).toMatchObject({ is_deleted: false })
    })

    it('lets two deletions of the same sessions come at once', async () => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => created()))
      const outcomes = await Promise.all(
        [ids, ids.toReversed()].map((some) => demo.write('deleteSessions', { ids: some }, 'deletedIds')),
      )
      expect(outcomes.flatMap(({ deletedIds }) => deletedIds)).toHaveLength(20)
    })
  })
})
