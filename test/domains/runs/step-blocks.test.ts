import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Queryable } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { signTokenFor } from '../../support/client.ts'
import { postgresOnly } from '../../support/database.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'
import {
  countBlocksRead,
  countRowsProcessed,
  type ExecutedPlan,
  explainAnalyze,
} from '../../support/plans.ts'

/** The filters that compare calls with their results, none of which finds anything: every call is looked at. */
const filters = ['isError: true', 'minDurationMs: 1000000', 'isError: false, minDurationMs: 1000000']

// The blocks of PGlite cannot be told from those of its own catalogs.
describe.each(postgresOnly())('the steps of a long run, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  let token: string
  let statements: [text: string, values: readonly unknown[]][] = []
  const session = randomUUID()

  /**
   * Adds a run, every other call of which has no result. `call` and `agent` are SQL for the call id and for the agent's keys,
   * `duration` that of each call.
   */
  async function newRun(
    steps: number,
    call = `'c' || n`,
    agent = `'{}'::jsonb`,
    duration = '5 ms',
  ): Promise<string> {
    const run = randomUUID()
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'agent_run', 'completed')`,
      [run, session],
    )
    await database.query(
      `insert into application_events (event_type, event_group, session_id, run_id, created_at, content)
select kind, 'agent', $1, $2, now() + n * interval '10 ms' + (kind like '%result')::int * interval '${duration}',
jsonb_build_object('tool_call_id', ${call}, 'tool_name', 'web_search', 'is_error', false) || ${agent}
from generate_series(1, $3) n, unnest(array['agent.tool.call', 'agent.tool.result']) kind
where kind = 'agent.tool.call' or n % 2 = 0`,
      [session, run, steps],
    )
    await database.query('vacuum analyze application_events')
    return run
  }

  async function sumOf(figure: (plan: ExecutedPlan) => number, run: string, steps: string): Promise<number> {
    statements = []
    const { errors } = await gateway.ask(`{ run(id: "${run}") { ${steps} } }`, { token })
    expect(errors).toBeUndefined()
    let sum = 0
    for (const [text, values] of statements.filter(([text]) => text.includes('agent.tool.result')))
      sum += figure(await explainAnalyze(database, text, values))
    return sum
  }

  const filtered = (filter: string) =>
    `steps(first: 50, filter: { ${filter} }) { totalCount nodes { callId } }`

  beforeAll(async () => {
    database = await open('seeded')
    const query: Queryable['query'] = (statement, values = []) => {
      statements.push([typeof statement === 'string' ? statement : statement.text, values])
      return database.query(statement, values)
    }
    gateway = await startGateway({ ...database, query, reads: { query } })
    token = await signTokenFor(people.demo)
    await database.query(`insert into sessions (id, user_id, name) values ($1, $2, 'Steps')`, [
      session,
      people.demo.id,
    ])
  })
  afterAll(() => gateway.close())

  it('look for their results once, whatever fields are selected', async () => {
    const run = await newRun(200)
    const steps = (fields: string) =>
      sumOf(countRowsProcessed, run, `steps(first: 50) { nodes { ${fields} } }`)
    const one = await steps('preview')
    expect(one).toBeGreaterThan(100)
    expect(await steps('preview isError durationMs costUsd finishedAt result { id }')).toBe(one)
  })

  it('are joined with their results in one pass by a filter', async () => {
    const [short, long] = [await newRun(1_000), await newRun(4_000)]
    for (const filter of filters) {
      const few = await sumOf(countBlocksRead, short, filtered(filter))
      expect(few).toBeGreaterThan(50)
      expect(await sumOf(countBlocksRead, long, filtered(filter)), filter).toBeLessThan(few * 6)
    }
  })

  it.each([
    ['by a filter', filtered('isError: true')],
    ['by their fields', 'steps(last: 5) { nodes { isError } }'],
  ])(
    'are joined %s in linear time where all have one id and results name no agent',
    async (_title, steps) => {
      const agent = `case kind when 'agent.tool.call' then jsonb_build_object('agent_name', 'Writer') else '{}' end`
      const [short, long] = [
        await newRun(100, `'one'`, agent, '1 hour'),
        await newRun(400, `'one'`, agent, '1 hour'),
      ]
      const few = await sumOf(countRowsProcessed, short, steps)
      expect(few).toBeGreaterThan(500)
      expect(await sumOf(countRowsProcessed, long, steps)).toBeLessThan(few * 6)
    },
  )
})
