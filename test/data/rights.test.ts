import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDatabase } from '../../src/data/check.ts'
import type { Database } from '../../src/data/database.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { writeRights } from '../../src/data/write-rights.ts'
import { getTransientErrorMessage } from '../../src/server/transient-errors.ts'
import { postgresOnly } from '../support/database.ts'
import { startGateway } from '../support/gateway.ts'
import { viewers, writerOf } from '../support/writes.ts'
import { poolOptions } from './databases.ts'

// The embedded database has one role.
const onServer = postgresOnly()

describe.each(onServer)('a role with few rights', ({ create }) => {
  const role = `few_rights_${Math.random().toString(36).slice(2)}`
  let owner: Database
  let serving: Database
  let remove = async () => {}
  let servingUrl = ''
  beforeAll(async () => {
    const made = await create('seeded')
    remove = made.remove
    owner = openPostgres(poolOptions(made.config.databaseUrl ?? ''))
    await owner.script(`create role ${role} login; grant select on all tables in schema public to ${role};
      grant all on gateway_idempotency_keys to ${role}`)
    const url = new URL(made.config.databaseUrl ?? '')
    url.username = role
    servingUrl = url.href
    serving = openPostgres(poolOptions(servingUrl))
  })
  afterAll(async () => {
    await serving.close()
    await owner.script(`drop owned by ${role}; drop role ${role}`)
    await owner.close()
    await remove()
  })

  const findings = async () => {
    const { ok, differences } = await checkDatabase(serving)
    return { ok, texts: differences.map(({ text }) => text) }
  }
  const writes = (texts: readonly string[]) => texts.filter((text) => text.includes(' lacks '))
  const others = (texts: readonly string[]) =>
    texts.filter((text) => !text.includes(' lacks ') && !text.includes(' the sequence '))
  const grants = (texts: readonly string[]) => texts.map((text) => text.split(': ')[1] ?? '')

  test('that may read everything is enough to serve, and gets the privileges that mutations lack', async () => {
    const { ok, texts } = await findings()
    expect({ ok, others: others(texts) }).toEqual({ ok: true, others: [] })
    expect(writes(texts).length).toBeGreaterThan(0)
  })

  test('is refused a write with a typed error', async () => {
    const { write } = writerOf(serving, viewers.demo)
    await expect(write('updateProfile', { firstName: 'Ada' })).rejects.toMatchObject({
      message: expect.stringContaining('The gateway may not write this'),
      extensions: { code: 'FORBIDDEN' },
    })
  })

  test('needs none on the history of migrations', async () => {
    await owner.script(`revoke all on _prisma_migrations from ${role}`)
    const lines: string[] = []
    expect(await migrate(serving, { log: (line) => lines.push(line) })).toEqual({
      baselined: false,
      applied: [],
    })
    expect(lines).toEqual([expect.stringContaining('may not read _prisma_migrations')])
    expect((await findings()).ok).toBe(true)
  })

  test('gets the tables it may not read, with the GRANT to run', async () => {
    await owner.script(`revoke select on sessions, users from ${role}`)
    const { ok, texts } = await findings()
    expect(ok).toBe(false)
    const reads = texts.filter((text) => text.includes(' may not read '))
    expect(grants(reads)).toEqual(
      ['sessions', 'users'].map((table) => `GRANT SELECT ON public.${table} TO ${role}`),
    )
    await owner.script(grants(reads).join(';'))
    expect(others((await findings()).texts)).toEqual([])
  })

  test('may have SELECT on columns instead of tables', async () => {
    const columns = await owner.query<{ name: string }>(
      `select quote_ident(attname) as name from pg_attribute
       where attrelid = 'users'::regclass and attnum > 0 and not attisdropped`,
    )
    const list = columns.map(({ name }) => name).join(', ')
    await owner.script(`revoke select on users from ${role}; grant select (${list}) on users to ${role}`)
    expect(others((await findings()).texts)).toEqual([])
    await owner.script(`revoke select (email) on users from ${role}`)
    expect((await findings()).ok).toBe(false)
    await owner.script(`grant select on users to ${role}`)
  })

  test("may lack those on the gateway's own table, and then serves without idempotency keys", async () => {
    await owner.script(`revoke all on gateway_idempotency_keys from ${role}`)
    const { ok, differences, features } = await checkDatabase(serving)
    expect({ ok, absent: [...features.absentTables] }).toEqual({
      ok: true,
      absent: ['gateway_idempotency_keys'],
    })
    const texts = differences
      .map(({ text }) => text)
      .filter((text) => text.includes('gateway_idempotency_keys'))
    const [grant = ''] = grants(texts)
    expect(grant).toMatch(/^GRANT SELECT, INSERT, UPDATE, DELETE ON public.gateway_idempotency_keys TO /)
    await owner.script(grant)
    expect(others((await findings()).texts)).toEqual([])
  })

  test('is warned of row level security', async () => {
    await owner.script('alter table sessions enable row level security')
    const { ok, texts } = await findings()
    expect({ ok, others: others(texts) }).toEqual({
      ok: true,
      others: [
        `the role ${role} reads sessions through row level security, so rows that its policies hide are missing: ALTER ROLE ${role} BYPASSRLS`,
      ],
    })
    await owner.script('alter table sessions disable row level security')
  })

  test('has all that mutations need after the reported GRANTs, and no more', async () => {
    await owner.script(grants((await findings()).texts).join(';'))
    expect(await findings()).toEqual({ ok: true, texts: [] })
    const [granted] = await owner.query<{ count: number }>(
      `select count(*)::int as count from information_schema.role_table_grants
       where grantee = $1 and privilege_type <> 'SELECT' and table_name not like 'gateway%'`,
      [role],
    )
    expect(granted?.count).toBe(Object.values(writeRights).flat().length)
    const { write } = writerOf(serving, viewers.demo)
    const name = 'updateProfile'
    expect((await write(name, { firstName: 'Ada' })).__typename).toBe('UpdateProfileSuccess')
    const created = await write('createSession', { kind: 'CHAT', name: 'Granted', idempotencyKey: 'granted' })
    expect(created.__typename).toBe('CreateSessionSuccess')
  })

  test('that only reads by its own setting is refused for good, and a database that does for now', async () => {
    const attempt = async () => {
      const fresh = openPostgres(poolOptions(servingUrl))
      try {
        const { differences } = await checkDatabase(fresh)
        const texts = differences.map(({ text }) => text)
        const error: unknown = await writerOf(fresh, viewers.demo)
          .write('updateProfile', { firstName: 'Ada' })
          .catch((reason: unknown) => reason)
        return { texts, error }
      } finally {
        await fresh.close()
      }
    }
    await owner.script(`alter role ${role} set default_transaction_read_only = on`)
    const byRole = await attempt()
    expect(byRole.texts).toEqual([expect.stringContaining('only reads, so mutations answer FORBIDDEN')])
    expect(byRole.error).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    const [database] = await owner.query<{ name: string }>('select quote_ident(current_database()) as name')
    await owner.script(`alter role ${role} reset default_transaction_read_only;
      alter database ${database?.name} set default_transaction_read_only = on`)
    const byDatabase = await attempt()
    expect(byDatabase.texts).toEqual([expect.stringContaining('SERVICE_UNAVAILABLE for now')])
    expect(getTransientErrorMessage(byDatabase.error)).toMatch(/takes no writes at the moment/)
    await owner.script(`alter database ${database?.name} reset default_transaction_read_only`)
  })

  test('that loses a right is not ready any more, and is again when it has it back', async () => {
    const gateway = await startGateway(openPostgres(poolOptions(servingUrl)), { SKIP_MIGRATIONS: 'true' })
    const ready = async () => {
      const answer = await fetch(new URL('/health/ready', gateway.url))
      return { code: answer.status, ...(await answer.json()) }
    }
    await owner.script(`revoke select on sessions from ${role}`)
    expect(await ready()).toMatchObject({
      code: 503,
      reason: expect.stringContaining('may not read every table'),
    })
    expect(gateway.lines).toContainEqual(
      expect.objectContaining({
        missing: [`the role ${role} may not read sessions: GRANT SELECT ON public.sessions TO ${role}`],
      }),
    )
    await owner.script(`grant select on sessions to ${role}`)
    await expect.poll(async () => (await ready()).status).toBe('ready')
    await gateway.close()
  })

  test('that owns nothing is refused before a migration changes anything', async () => {
    await owner.script(`grant all on _prisma_migrations to ${role}; grant create on schema public to ${role};
      delete from _prisma_migrations where migration_name like '%_newest_users'`)
    await expect(migrate(serving)).rejects.toThrow(
      new RegExp(
        `^Nothing was changed, as the role ${role} may not migrate this database: it does not own users `,
      ),
    )
  })
})
