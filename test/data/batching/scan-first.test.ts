import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { always, type Condition } from '../../../src/data/batching/condition.ts'
import { equals } from '../../../src/data/batching/conditions.ts'
import { type Bound, keysetOf, orderBy } from '../../../src/data/batching/order.ts'
import { pageText } from '../../../src/data/batching/statement.ts'
import type { Database } from '../../../src/data/database.ts'
import { postgresOnly } from '../../support/database.ts'

const order = orderBy('RunTask', ['createdAt'], 'desc')
const on = (session: string, run: string) => `${run}.session_id = ${session}.id`
/** Users with many and with few sessions, and how many runs each has among those of others. */
const owners = {
  busy: { id: '00000000-0000-4000-8000-0000000000b1', sessions: 400, everyRun: 10 },
  /** Fills a page from ten times as many of the newest runs of all as are read first. */
  regular: { id: '00000000-0000-4000-8000-0000000000b4', sessions: 2_500, everyRun: 200 },
  idle: { id: '00000000-0000-4000-8000-0000000000b2', sessions: 400, everyRun: 9_000 },
  small: { id: '00000000-0000-4000-8000-0000000000b3', sessions: 3, everyRun: 900 },
}
const runs = 60_000
type Row = { readonly id: string; readonly createdAt: string }
type Wanted = {
  readonly owner: keyof typeof owners
  readonly fromEnd: boolean
  readonly where: Condition
  readonly bounds: readonly Bound[]
}

describe.each(postgresOnly())('a list of linked rows that is scanned in order, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('migrated')
    const users = `insert into users (id, email) select $1::uuid, $1::text`
    const sessions = `insert into sessions (id, user_id)
select md5($1 || n)::uuid, $1::uuid from generate_series(1, $2::int) n`
    const tasks = `insert into run_tasks (session_id, task_type, status, created_at)
select md5($1 || (n % $2::int + 1))::uuid, 'agent_run', (array['completed', 'failed'])[n % 2 + 1],
timestamptz '2026-01-01Z' + n / 3 * interval '1 second' from generate_series(1, $3::int) n where n % $4::int = 0`
    const other = '00000000-0000-4000-8000-0000000000b0'
    for (const { id, sessions: count, everyRun } of [
      { id: other, sessions: 900, everyRun: 1 },
      ...Object.values(owners),
    ]) {
      await database.query(users, [id])
      await database.query(sessions, [id, count])
      await database.query(tasks, [id, count, runs, everyRun])
    }
    // So that the planner takes every user for one with few sessions.
    await database.query(
      `insert into users (id, email) select gen_random_uuid(), 'user' || n from generate_series(1, 20000) n`,
    )
    await database.query('insert into sessions (id, user_id) select gen_random_uuid(), id from users')
    await database.query('analyze users, sessions, run_tasks')
  })
  afterAll(() => database.close())

  function textOf({ fromEnd, where, bounds }: Wanted, scansInOrder: boolean): string {
    return pageText({
      projection: { model: 'RunTask', fields: ['id', 'createdAt'], visible: always },
      parents: { by: 'userId', which: always },
      link: { model: 'Session', name: 'runs', on, scansInOrder },
      where,
      order,
      fromEnd,
      bounds,
      limit: 21,
    })
  }
  const valuesOf = ({ owner, where, bounds }: Wanted) => [
    [owners[owner].id],
    ...where.values,
    ...bounds.flatMap(({ keyset }) => keyset),
  ]
  const read = (wanted: Wanted, scansInOrder: boolean) =>
    database.query<Row>(textOf(wanted, scansInOrder), valuesOf(wanted))

  const cases = (Object.keys(owners) as (keyof typeof owners)[]).flatMap((owner) =>
    [false, true].flatMap((fromEnd) =>
      [always, equals('RunTask', 'status', 'failed')].map((where) => ({
        owner,
        fromEnd,
        where,
        bounds: [],
      })),
    ),
  )
  it.each(cases)(
    'has the same pages as one that is read whole: $owner, from the end: $fromEnd',
    async (wanted) => {
      let page: Wanted = wanted
      for (let pages = 0; pages < 4; pages += 1) {
        const rows = await read(page, true)
        expect(rows).toEqual(await read(page, false))
        const last = rows.at(-1)
        if (!last) return
        page = {
          ...page,
          bounds: [{ side: page.fromEnd ? 'before' : 'after', keyset: keysetOf(order, last) }],
        }
      }
    },
  )

  // Planned once for all users, as PostgreSQL does with a statement that is used often.
  const countVisited = (owner: Wanted['owner'], scansInOrder: boolean) =>
    database.transaction(async (tx) => {
      const wanted: Wanted = { owner, fromEnd: false, where: always, bounds: [] }
      await tx.query('set local plan_cache_mode = force_generic_plan')
      await tx.query(`prepare page as ${textOf(wanted, scansInOrder)}`)
      const [explained] = await tx.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (analyze, format json) execute page ('{${owners[owner].id}}')`,
      )
      await tx.query('deallocate page')
      return explained ? rowsOfRuns(explained['QUERY PLAN'][0].Plan) : 0
    })

  it('reads no more of a long history than its newest page needs', async () => {
    const [scanned, whole] = [await countVisited('busy', true), await countVisited('busy', false)]
    expect(whole).toBeGreaterThanOrEqual(runs / owners.busy.everyRun)
    expect(scanned).toBeLessThan(3_100)
    expect(scanned).toBeGreaterThan(21)
  })

  it('reads ten times as many of the newest rows for a user with very many sessions, where that fills the page', async () => {
    const scanned = await countVisited('regular', true)
    expect(scanned).toBeGreaterThanOrEqual(33_000)
    expect(scanned).toBeLessThan(33_100)
  })

  it('reads all runs of a user who has few of the newest', async () => {
    const few = await countVisited('idle', true)
    expect(few).toBeGreaterThanOrEqual(3_000)
    expect(few).toBeLessThan(3_100 + runs / owners.idle.everyRun)
  })
})

type Plan = {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly Plans?: readonly Plan[]
}

/** The rows of run_tasks that a plan visited. */
function rowsOfRuns(plan: Plan): number {
  const own = plan['Relation Name'] === 'run_tasks' ? plan['Actual Rows'] * plan['Actual Loops'] : 0
  return (plan.Plans ?? []).reduce((sum, child) => sum + rowsOfRuns(child), own)
}
