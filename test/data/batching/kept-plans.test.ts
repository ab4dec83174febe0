import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { visibilityFor } from '../../../src/auth/rules.ts'
import { always } from '../../../src/data/batching/condition.ts'
import { orderBy } from '../../../src/data/batching/order.ts'
import { countText, pageText, rowsText } from '../../../src/data/batching/statement.ts'
import type { Database } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { postgresOnly } from '../../support/database.ts'
import { lookLarge } from '../../support/plans.ts'

/** PostgreSQL tries so many plans for the values at hand before it may keep one for all. */
const tries = 5
const executions = tries + 3

const projection = { model: 'Session', fields: ['id', 'name'], visible: always } as const
const ofUsers = { projection, parents: { by: 'userId', which: always }, where: always }
const page = {
  ...ofUsers,
  order: orderBy('Session', ['createdAt'], 'desc'),
  fromEnd: false,
  bounds: [],
  limit: 20,
}

describe.each(postgresOnly())('on a large $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    await lookLarge(database)
  })
  afterAll(() => database.close())

  it.each([
    ['rows by their keys', rowsText(projection, 'id')],
    ['a page of each parent', pageText(page)],
    ['the count of each parent', countText(ofUsers)],
  ])('%s is not planned anew for each execution', async (name, text) => {
    const kept = await database.transaction(async (tx) => {
      for (let n = 0; n < executions; n += 1) await tx.query({ text, name }, [[people.demo.id]])
      const [plans] = await tx.query<{ kept: number }>(
        'select generic_plans::int as kept from pg_prepared_statements where name = $1',
        [name],
      )
      return plans?.kept
    })
    expect(kept).toBe(executions - tries)
  })

  it('counts the events of a session without reading all sessions of the viewer', async () => {
    const { through } = visibilityFor({ ...people.demo, isAdmin: false })('ApplicationEvent')
    if (!through) throw new Error('events are inside sessions')
    const events = { ...projection, model: 'ApplicationEvent', fields: [], visible: through.rows } as const
    const counted = {
      projection: events,
      parents: { by: 'sessionId', which: through.parents },
      where: always,
    }
    const plan = await database.transaction(async (tx) => {
      await tx.query('set local plan_cache_mode = force_generic_plan')
      await tx.query(`prepare counted as ${countText(counted)}`)
      const lines = await tx.query<{ 'QUERY PLAN': string }>('explain execute counted (null, null, null)')
      await tx.query('deallocate counted')
      return lines.map((line) => line['QUERY PLAN']).join('\n')
    })
    expect(plan).toContain('SubPlan')
    expect(plan).not.toContain('hashed SubPlan')
  })
})
