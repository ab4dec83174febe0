import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { demoAdmin, demoUser } from '../../src/demo/identities.ts'
import { tableOrder } from '../../src/demo/rows.ts'
import { canaries } from '../../src/demo/secrets.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { testDatabases } from '../support/database.ts'
import { demoTime } from '../support/templates.ts'

/** Every row of the demo's tables, in an order of its own. */
async function everything(database: Database): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {}
  for (const table of tableOrder) {
    const found = await database.query<{ row: unknown }>(
      `select to_jsonb(t) as row from "${table}" t order by to_jsonb(t)::text`,
    )
    rows[table] = found.map(({ row }) => row)
  }
  return rows
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}

describe.each(testDatabases)('the demo on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  test('has rows in each of its tables', async () => {
    for (const [table, rows] of Object.entries(await everything(database))) {
      expect(rows, table).not.toEqual([])
    }
  })

  test('is the same each time', async () => {
    const second = await open('migrated')
    try {
      await seedDemo(second, demoTime)
      const again = await everything(second)
      const withoutSerials = (rows: Record<string, unknown[]>) => ({
        ...rows,
        task_logs: rows.task_logs?.length,
      })
      expect(withoutSerials(again)).toEqual(withoutSerials(await everything(database)))
    } finally {
      await second.close()
    }
  })

  test('is not made twice', async () => {
    await expect(seedDemo(database, demoTime)).rejects.toThrow(/duplicate key|unique/i)
    const [count] = await database.query('select count(*)::int as users from users')
    expect(count).toEqual({ users: 5 })
  })

  test('holds every planted secret', async () => {
    const all = stringsIn(await everything(database)).join('\n')
    expect(canaries.filter((canary) => !all.includes(canary))).toEqual([])
    expect(canaries.filter((canary) => !canary.includes('CANARY'))).toEqual([])
  })

  test('has something to turn pages in', async () => {
    const [sessions] = await database.query(
      'select count(*)::int as count from sessions where user_id = $1 and not is_deleted',
      [demoUser.id],
    )
    const [longest] = await database.query(
      'select count(*)::int as count from chat_messages group by session_id order by 1 desc limit 1',
    )
    expect([sessions, longest]).toEqual([{ count: 61 }, { count: 120 }])
  })

  test('has an administrator, and ids that follow those that it inserted', async () => {
    const [admin] = await database.query('select role, email from users where id = $1', [demoAdmin.id])
    expect(admin).toEqual({ role: 'admin', email: demoAdmin.email })
    const [next] = await database.query(
      `insert into agent_run_messages (session_id, run_id, model_id)
       values (gen_random_uuid(), gen_random_uuid(), 'any') returning id`,
    )
    expect(next).toEqual({ id: '11' })
  })
})
