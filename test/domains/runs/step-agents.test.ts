import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { signTokenFor } from '../../support/client.ts'
import { testDatabases } from '../../support/database.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'

/** Calls and results of the same call id, in the order of their times: the agent's keys and a text of its own. */
type Event = readonly [kind: 'call' | 'result', agent: object, text: string]

const first = { agent_name: 'Reader', is_sub_agent_event: true }
const second = { agent_name: 'Writer', is_sub_agent_event: true }
const main = {}

const cases: readonly (readonly [title: string, events: readonly Event[], joined: object])[] = [
  [
    'of two sub-agents at once',
    [
      ['call', first, 'r'],
      ['call', second, 'w'],
      ['result', first, 'R'],
      ['result', second, 'W'],
    ],
    { r: 'R', w: 'W' },
  ],
  [
    'of two sub-agents, the first of which ends last',
    [
      ['call', first, 'r'],
      ['call', second, 'w'],
      ['result', second, 'W'],
      ['result', first, 'R'],
    ],
    { r: 'R', w: 'W' },
  ],
  [
    'of the agent and its sub-agent',
    [
      ['call', main, 'm'],
      ['call', first, 'r'],
      ['result', main, 'M'],
      ['result', first, 'R'],
    ],
    { m: 'M', r: 'R' },
  ],
  [
    'of sub-agents of one name that different runs started',
    [
      ['call', { ...first, parent_run_id: 'one' }, 'r'],
      ['call', { ...first, parent_run_id: 'two' }, 's'],
      ['result', { ...first, parent_run_id: 'one' }, 'R'],
      ['result', { ...first, parent_run_id: 'two' }, 'S'],
    ],
    { r: 'R', s: 'S' },
  ],
  [
    'of a sub-agent that never ends',
    [
      ['call', first, 'r'],
      ['call', second, 'w'],
      ['result', second, 'W'],
    ],
    { r: null, w: 'W' },
  ],
  [
    'by time where the result names no agent',
    [
      ['call', first, 'r'],
      ['result', main, 'R'],
      ['call', second, 'w'],
      ['result', main, 'W'],
    ],
    { r: 'R', w: 'W' },
  ],
  [
    'by what both name where the result names less',
    [
      ['call', { ...first, parent_run_id: 'one' }, 'r'],
      ['call', { ...second, parent_run_id: 'one' }, 'w'],
      ['result', first, 'R'],
      ['result', second, 'W'],
    ],
    { r: 'R', w: 'W' },
  ],
  [
    'never of another agent',
    [
      ['call', first, 'r'],
      ['result', second, 'W'],
    ],
    { r: null },
  ],
]

describe.each(testDatabases)('steps of agents that use one call id, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  let token: string
  const session = randomUUID()

  async function write(events: readonly Event[]): Promise<{ run: string; ids: string[] }> {
    const run = randomUUID()
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'agent_run', 'completed')`,
      [run, session],
    )
    const ids: string[] = []
    for (const [at, [kind, agent, text]] of events.entries()) {
      const id = randomUUID()
      const content = { tool_call_id: 'call_0', tool_name: 'web_search', ...agent }
      await database.query(
        `insert into application_events (id, event_type, event_group, session_id, run_id, content, created_at)
values ($1, $2, 'agent', $3, $4, $5, timestamptz '2026-11-01 10:00Z' + $6::int * interval '1 second')`,
        [
          id,
          `agent.tool.${kind}`,
          session,
          run,
          {
            ...content,
            ...(kind === 'call' ? { tool_input: { query: text } } : { result: text, is_error: true }),
          },
          at,
        ],
      )
      ids.push(id)
    }
    return { run, ids }
  }

  async function ask<Data>(query: string): Promise<Data> {
    const { data, errors } = await gateway.ask(query, { token })
    expect(errors).toBeUndefined()
    return data as Data
  }

  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
    token = await signTokenFor(people.demo)
    await database.query(`insert into sessions (id, user_id, name) values ($1, $2, 'Steps')`, [
      session,
      people.demo.id,
    ])
  })
  afterAll(() => gateway.close())

  it.each(cases)('are joined %s', async (_title, events, joined) => {
    const { run, ids } = await write(events)
    type Found = { run: Record<'all' | 'failed', { nodes: { summary: string; preview: string | null }[] }> }
    const found = await ask<Found>(
      `{ run(id: "${run}") { all: steps { nodes { summary preview } } failed: steps(filter: { isError: true }) { nodes { summary preview } } } }`,
    )
    const previews = (nodes: readonly { summary: string; preview: string | null }[]) =>
      Object.fromEntries(nodes.map(({ summary, preview }) => [summary, preview]))
    const finished = Object.fromEntries(Object.entries(joined).filter(([, result]) => result !== null))
    expect(previews(found.run.all.nodes)).toEqual(joined)
    expect(previews(found.run.failed.nodes)).toEqual(finished)

    const nodes = ids.map((id, at) => {
      const node = Buffer.from(`ApplicationEvent:${id}`).toString('base64url')
      return `e${at}: node(id: "${node}") { ... on ApplicationEvent { step { summary preview } } }`
    })
    const byEvent = await ask<Record<string, { step: { summary: string; preview: string } | null }>>(
      `{ ${nodes.join(' ')} }`,
    )
    for (const [at, [kind, , text]] of events.entries()) {
      const step = byEvent[`e${at}`]?.step
      if (kind === 'call') expect(step?.summary).toBe(text)
      else expect(step?.preview ?? null).toBe(Object.values(joined).includes(text) ? text : null)
    }
  })

  it('are filtered beside events whose content is no object', async () => {
    const { run } = await write([
      ['call', first, 'r'],
      ['result', first, 'R'],
    ])
    await database.query(
      `insert into application_events (event_type, event_group, session_id, run_id, content)
select type, 'agent', $2, $1, content from unnest(array['agent.tool.call', 'agent.tool.result', 'agent.response']) type,
unnest(array['"text"', '1', '[]', 'null']::jsonb[]) content`,
      [run, session],
    )
    const found = await ask<{ run: { steps: { nodes: { summary: string }[] } } }>(
      `{ run(id: "${run}") { steps(filter: { isError: true }) { nodes { summary } } } }`,
    )
    expect(found.run.steps.nodes).toEqual([{ summary: 'r' }])
  })
})
