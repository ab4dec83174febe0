import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { sessions } from '../../src/demo/identities.ts'
import { toRunLogTopic } from '../../src/domains/runs/run-log.ts'
import {
  endOfLog,
  type SurveyRow,
  search,
  searchValues,
  startOfLog,
  survey,
} from '../../src/live/log-statements.ts'
import { emptySnapshot } from '../../src/live/read-snapshot.ts'
import { testDatabases } from '../support/database.ts'

type PlanNode = { readonly 'Actual Rows'?: number; readonly Plans?: readonly PlanNode[] }

/** The most rows that a node of a plan returned. */
const maxRows = ({ Plans = [], ...node }: PlanNode): number =>
  Math.max(node['Actual Rows'] ?? 0, ...Plans.map(maxRows))

const events = 5_000
const all = { ...emptySnapshot, horizon: Number.MAX_SAFE_INTEGER }

describe.each(testDatabases)('the log of a long run on $kind', ({ open }) => {
  let database: Database
  const run = randomUUID()
  const topic = toRunLogTopic(run)
  beforeAll(async () => {
    database = await open('seeded')
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'long', 'running')`,
      [run, sessions.research],
    )
    await database.query(
      `insert into application_events (event_type, event_group, session_id, run_id, created_at, content)
       select 'agent.reasoning', 'agent', $2, $1, now() - n * interval '1 second', '{}'
         from generate_series(1, ${events}) n`,
      [run, sessions.research],
    )
    await database.script('analyze')
  })
  afterAll(() => database.close())

  it.each([
    ['backward', endOfLog],
    ['forward', startOfLog],
  ] as const)('is searched %s by reading no more rows than a page has', async (direction, place) => {
    const values = searchValues({
      topic,
      from: '-infinity',
      before: emptySnapshot,
      upTo: all,
      place,
      limit: 100,
    })
    const { text } = search(topic, direction)
    expect(await database.query(text, values)).toHaveLength(100)
    const [{ 'QUERY PLAN': plans } = { 'QUERY PLAN': [] }] = await database.query<{
      'QUERY PLAN': { Plan: PlanNode }[]
    }>(`explain (analyze, format json) ${text}`, values)
    const [{ Plan } = { Plan: {} }] = plans
    expect(maxRows(Plan)).toBeGreaterThanOrEqual(100)
    expect(maxRows(Plan)).toBeLessThan(300)
  })

  it('is surveyed with the row of the greatest transaction, however it is dated', async () => {
    const [{ id } = { id: '' }] = await database.query<{ id: string }>(
      `insert into application_events (event_type, event_group, session_id, run_id, created_at, content)
       values ('agent.reasoning', 'agent', $2, $1, now() - interval '1 year', '{}') returning id`,
      [run, sessions.research],
    )
    const [row] = await database.query<SurveyRow>(survey(topic), [run, '-infinity'])
    expect(row).toMatchObject({ rows: events + 2, witness_rank: 2, witness_key: id, status: 'running' })
  })
})
