import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDatabase } from '../../src/data/check.ts'
import type { Database } from '../../src/data/database.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { testDatabases } from '../support/database.ts'
import { viewers, writerOf } from '../support/writes.ts'
import { poolOptions } from './databases.ts'

// The embedded database has one role.
const onServer = testDatabases.filter(({ kind }) => kind === 'postgres')

describe.each(onServer)('a role with few rights', ({ create }) => {
  const role = `few_rights_${Math.random().toString(36).slice(2)}`
  let owner: Database
  let serving: Database
  let remove = async () => {}
  beforeAll(async () => {
    const made = await create('seeded')
    remove = made.remove
    owner = openPostgres(poolOptions(made.config.databaseUrl ?? ''))
    await owner.script(`create role ${role} login; grant select on all tables in schema public to ${role};
      grant all on gateway_idempotency_keys to ${role}`)
    const url = new URL(made.config.databaseUrl ?? '')
    url.username = role
    serving = openPostgres(poolOptions(url.href))
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

  test('that may read everything is enough to serve', async () => {
    expect(await findings()).toEqual({ ok: true, texts: [] })
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
    expect(await findings()).toEqual({ ok: true, texts: [] })
  })

  test('is told which tables it may not read, with the GRANT to run', async () => {
    await owner.script(`revoke select on sessions, users from ${role}`)
    const { ok, texts } = await findings()
    expect(ok).toBe(false)
    const grants = texts.map((text) => text.split(': ')[1] ?? '')
    expect(grants).toEqual(['sessions', 'users'].map((table) => `GRANT SELECT ON public.${table} TO ${role}`))
    await owner.script(grants.join(';'))
    expect(await findings()).toEqual({ ok: true, texts: [] })
  })

  test("may lack those on the gateway's own table, and then serves without idempotency keys", async () => {
    await owner.script(`revoke all on gateway_idempotency_keys from ${role}`)
    const { ok, differences, features } = await checkDatabase(serving)
    expect({ ok, absent: [...features.absentTables] }).toEqual({
      ok: true,
      absent: ['gateway_idempotency_keys'],
    })
    const grant = differences[0]?.text.split(': ')[1] ?? ''
    expect(grant).toMatch(/^GRANT SELECT, INSERT, UPDATE, DELETE ON public.gateway_idempotency_keys TO /)
    await owner.script(grant)
    expect(await findings()).toEqual({ ok: true, texts: [] })
  })

  test('that owns nothing is told so before a migration changes anything', async () => {
    await owner.script(`grant all on _prisma_migrations to ${role}; grant create on schema public to ${role};
      delete from _prisma_migrations where migration_name like '%_newest_users'`)
    await expect(migrate(serving)).rejects.toThrow(
      new RegExp(
        `^The role ${role} may not migrate this database: it does not own users .* Nothing was changed`,
      ),
    )
  })
})
