import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { createContext, type Services } from '../../src/schema/context.ts'
import { updateOwnRowAtomically } from '../../src/schema/own-rows.ts'
import { NotFoundError } from '../../src/schema/write-errors.ts'
import { signTokenFor } from '../support/client.ts'
import { createAsk, demoViewer } from '../support/create-ask.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway } from '../support/gateway.ts'
import { viewers, writerOf } from '../support/writes.ts'

const input = { kind: 'CHAT', name: 'Kept' }

describe.each(testDatabases)('a mutation, on $kind', ({ open }) => {
  let database: Database

  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  /** The same database, which fails this often at the end of a transaction, as one of two that block each other does. */
  function disturbed(times: number, code = '40P01'): Database {
    let left = times
    return {
      ...database,
      transaction: (work) =>
        database.transaction(async (tx) => {
          const result = await work(tx)
          left -= 1
          if (left >= 0) throw Object.assign(new Error('deadlock detected'), { code })
          return result
        }),
    }
  }
  const kept = () => database.query(`select 1 from sessions where name = 'Kept'`)

  it('is repeated after a conflict with another write, and happens once', async () => {
    for (const code of ['40P01', '40001', '23503']) {
      const before = (await kept()).length
      const { __typename } = await writerOf(disturbed(4, code), viewers.demo).write('createSession', input)
      expect(__typename).toBe('CreateSessionSuccess')
      expect(await kept()).toHaveLength(before + 1)
    }
  })

  it('gives up after five attempts, and after any other error at once', async () => {
    const before = (await kept()).length
    for (const [times, code] of [
      [5, '40P01'],
      [1, '22012'],
    ] as const) {
      const failing = writerOf(disturbed(times, code), viewers.demo).write('createSession', input)
      await expect(failing).rejects.toMatchObject({ code })
    }
    expect(await kept()).toHaveLength(before)
  })

  it('answers SERVICE_UNAVAILABLE when every attempt met a conflict', async () => {
    const own = await open('seeded')
    for (const code of ['40P01', '40001']) {
      const conflicting = { ...own, transaction: disturbed(5, code).transaction, close: async () => {} }
      const gateway = await startGateway(conflicting, { SKIP_MIGRATIONS: 'true' })
      const { status, errors, headers } = await gateway.ask(
        'mutation { createSession(input: { kind: CHAT, name: "Never" }) { __typename } }',
        { token: await signTokenFor(people.demo) },
      )
      await gateway.close()
      expect({ status, code: errors?.[0]?.extensions.code }).toEqual({
        status: 503,
        code: 'SERVICE_UNAVAILABLE',
      })
      expect(headers.get('retry-after')).toBe('1')
    }
    await own.close()
  })

  it('knows an idempotency key for a day, in whichever process', async () => {
    const once = { ...input, name: 'Daily', idempotencyKey: 'daily' }
    const create = () => writerOf(database, viewers.demo).write('createSession', once, 'session { id }')
    const first = await create()
    expect(await create()).toEqual(first)
    await database.query(
      `update gateway_idempotency_keys set created_at = now() - interval '24 hours 1 second' where key = 'daily'`,
    )
    const next = await create()
    expect(next.__typename).toBe('CreateSessionSuccess')
    expect(next).not.toEqual(first)
  })

  it('refuses idempotency keys where their table is missing, and writes without one', async () => {
    const absent = await open('migrated')
    await absent.script(`drop table gateway_idempotency_keys`)
    await absent.query(`insert into users (id, email) values ($1, $2)`, [viewers.demo.id, viewers.demo.email])
    const features = {
      absentTables: new Set(['gateway_idempotency_keys']),
      nullableColumns: new Set<string>(),
    }
    const { write } = writerOf(absent, viewers.demo, { features })
    const outcome = await write('createSession', { ...input, idempotencyKey: 'kept nowhere' })
    expect(outcome).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: 'idempotencyKey', message: expect.stringContaining('remembered') }],
    })
    expect((await write('createSession', input)).__typename).toBe('CreateSessionSuccess')
    await absent.close()
  })

  it('answers with what it wrote, though the same request read the row before', async () => {
    const rename = (name: string) =>
      `${name}: renameSession(input: { id: "${sessions.slides}", name: "${name}" }) {
... on RenameSessionSuccess { session { name } } }`
    const { data } = await createAsk(database)(demoViewer, `mutation { ${rename('one')} ${rename('two')} }`)
    expect(data).toEqual({ one: { session: { name: 'one' } }, two: { session: { name: 'two' } } })
  })

  it('is one statement where it changes one row, and reads what is answered of the row by it too', async () => {
    const source = `mutation { renameSession(input: { id: "${sessions.slides}", name: "Read" }) {
... on RenameSessionSuccess { session { name version } more: session { status user { id: databaseId } } } } }`
    const { data, sent } = await createAsk(database)(demoViewer, source)
    const [row] = await database.query<{ version: string; status: string }>(
      `select version, status from sessions where id = $1 and name = 'Read'`,
      [sessions.slides],
    )
    const more = { status: row?.status.toUpperCase(), user: { id: demoViewer.id } }
    expect(data).toEqual({ renameSession: { session: { name: 'Read', version: row?.version }, more } })
    expect(sent.map(({ text }) => text.slice(0, 'update sessions'.length))).toEqual([
      'update sessions',
      expect.stringMatching(/^select /),
    ])
    expect(sent[1]?.text).toMatch(/from users t\n/)
  })

  it('does not answer with a row that its viewer no longer sees', async () => {
    const gone = { noun: 'session', key: sessions.slides, set: { isDeleted: true } }
    const services = { database } as Services
    const log = pino({ level: 'silent' })
    const context = createContext({ services, viewer: demoViewer, requestId: 'test', log })
    const read = () => context.loaders.loadRow('Session', 'id', ['id'], sessions.slides)
    expect(await read()).not.toBeNull()
    await updateOwnRowAtomically(context, demoViewer, 'Session', ['id'], gone)
    expect(await read()).toBeNull()
    const back = updateOwnRowAtomically(context, demoViewer, 'Session', ['id'], {
      ...gone,
      set: { isDeleted: false },
    })
    await expect(back).rejects.toBeInstanceOf(NotFoundError)
    await database.query('update sessions set is_deleted = false where id = $1', [sessions.slides])
  })

  it('returns clientMutationId', async () => {
    const marked = { id: sessions.slides, name: 'Marked', clientMutationId: ' mine ' }
    const outcome = await writerOf(database, viewers.demo).write('renameSession', marked)
    expect(outcome.clientMutationId).toBe(' mine ')
  })
})
