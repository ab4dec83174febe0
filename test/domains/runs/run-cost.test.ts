import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database, Queryable } from '../../../src/data/database.ts'
import { demoUser } from '../../../src/demo/identities.ts'
import { signTokenFor } from '../../support/client.ts'
import { postgresOnly } from '../../support/database.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'
import { countBlocksRead, type ExecutedPlan, explainAnalyze } from '../../support/plans.ts'

/** How many rows of a table a statement looked at. */
function rowsVisited(plan: ExecutedPlan, table: string): number {
  const own =
    plan['Relation Name'] === table
      ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
      : 0
  return (plan.Plans ?? []).reduce((sum, inner) => sum + rowsVisited(inner, table), own)
}

const sessions = 1_000
const entries = 20_000

/** Sessions of the demo user, a run in each, and a ledger of which each run has its share. */
const history = `
insert into sessions (id, user_id, name, agent_type, app_kind) select md5('session' || n)::uuid, $1, 'History ' || n, 'general', 'agent'
from generate_series(1, ${sessions}) n`
const runs = `
insert into run_tasks (id, session_id, task_type, status, created_at)
select md5('run' || n)::uuid, md5('session' || n)::uuid, 'agent_run', 'completed', now() + interval '1 hour'
from generate_series(1, ${sessions}) n`
const ledger = `
insert into credit_transactions (user_id, transaction_type, credit_type, amount, balance_after, session_id, run_id)
select $1, 'llm_usage', 'regular', -0.01, 1000, md5('session' || n % ${sessions} + 1)::uuid, md5('run' || n % ${sessions} + 1)::uuid
from generate_series(1, ${entries}) n`
/** Others have so few entries each that the planner takes any user's for few. */
const others = `
insert into credit_transactions (user_id, transaction_type, credit_type, amount, balance_after, session_id, run_id)
select md5('user' || n % 20000)::uuid, 'llm_usage', 'regular', -0.01, 1000, md5('other' || n % 10000)::uuid, gen_random_uuid()
from generate_series(1, 100000) n`

const query = '{ viewer { runs(first: 100) { nodes { cost } } } }'

// Blocks are counted by a server alone.
describe.each(postgresOnly())('the cost of runs, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  const sent: { text: string; values: readonly unknown[] }[] = []

  beforeAll(async () => {
    database = await open('seeded')
    await database.query(history, [demoUser.id])
    await database.query(runs)
    await database.query(others)
    await database.query(ledger, [demoUser.id])
    await database.script('analyze')
    const query: Queryable['query'] = (statement, values = []) => {
      sent.push({ text: typeof statement === 'string' ? statement : statement.text, values })
      return database.query(statement, values)
    }
    gateway = await startGateway({ ...database, query, reads: { query } })
  })
  afterAll(() => gateway.close())

  test('is the sum of the entries of each', async () => {
    const { data } = await gateway.ask<{ viewer: { runs: { nodes: { cost: string }[] } } }>(query, {
      token: await signTokenFor(demoUser),
    })
    const costs = data?.viewer.runs.nodes.map(({ cost }) => cost) ?? []
    expect(costs).toEqual(Array(100).fill('0.200000'))
  })

  test('reads the ledger of their sessions, and not the whole ledger of their owner for each', async () => {
    const statement = sent.find(({ text }) => text.includes('credit_transactions'))
    const plan = await explainAnalyze(database, statement?.text ?? '', statement?.values)
    expect(rowsVisited(plan, 'credit_transactions')).toBe(100 * 20)
    // Twenty entries a run, scattered over the table, and the ways to them through the indexes.
    expect(countBlocksRead(plan)).toBeLessThan(100 * 20 + 100 * 30)
  })
})
