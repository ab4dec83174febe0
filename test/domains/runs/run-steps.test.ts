import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { signTokenFor } from '../../support/client.ts'
import { testDatabases } from '../../support/database.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'

type Step = Readonly<Record<string, unknown>>
const fields = 'callId name summary durationMs isError isOfSubAgent preview'

describe.each(testDatabases)('the steps of a run, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  let token: string
  const session = randomUUID()
  const start = Date.parse('2026-11-01T10:00:00Z')

  async function newRun(): Promise<string> {
    const id = randomUUID()
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'agent_run', 'completed')`,
      [id, session],
    )
    return id
  }
  /** Adds an event so many milliseconds after the start. */
  async function add(
    run: string,
    ms: number,
    kind: 'call' | 'result' | 'other',
    content: object,
  ): Promise<string> {
    const id = randomUUID()
    await database.query(
      `insert into application_events (id, event_type, event_group, session_id, run_id, content, created_at)
values ($1, $2, 'agent', $3, $4, $5, $6)`,
      [
        id,
        kind === 'other' ? 'agent.response' : `agent.tool.${kind}`,
        session,
        run,
        content,
        new Date(start + ms).toISOString(),
      ],
    )
    return id
  }
  const call = (run: string, ms: number, id: string, tool_name: string, tool_input: object, more = {}) =>
    add(run, ms, 'call', { tool_call_id: id, tool_name, tool_input, ...more })
  const result = (run: string, ms: number, id: string, value: unknown, is_error = false) =>
    add(run, ms, 'result', { tool_call_id: id, tool_name: 'web_search', result: value, is_error })

  async function steps(run: string, args = '', selection = fields): Promise<Step[]> {
    const { data, errors } = await gateway.ask(
      `{ run(id: "${run}") { steps${args} { nodes { ${selection} } } } }`,
      { token },
    )
    expect(errors).toBeUndefined()
    return (data as { run: { steps: { nodes: Step[] } } }).run.steps.nodes
  }

  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
    token = await signTokenFor(people.demo)
    await database.query(
      `insert into sessions (id, user_id, name, is_public) values ($1, $2, 'Steps', true)`,
      [session, people.demo.id],
    )
  })
  afterAll(() => gateway.close())

  it('are listed whatever the size of their inputs', async () => {
    const run = await newRun()
    const large = 'x '.repeat(500_000)
    await call(run, 0, 'list', 'web_search', { queries: ['owls', large] })
    await call(run, 1, 'item', 'web_search', { queries: [{ large }, 'owls'], url: large })
    await call(run, 2, 'text', 'web_search', { command: large })
    await call(run, 3, 'object', 'web_search', { command: { large }, path: 'src/a.ts' })
    for (let i = 0; i < 16; i += 1)
      await call(run, 10 + i, `file-${i}`, 'web_search', { content: large, file_path: `src/${i}.ts` })
    const found = await steps(run, '', 'callId displayName summary')
    const text = `${'x '.repeat(100).slice(0, 199)}…`
    expect(found.slice(0, 4)).toEqual([
      { callId: 'list', displayName: null, summary: 'owls' },
      { callId: 'item', displayName: null, summary: text },
      { callId: 'text', displayName: null, summary: text },
      { callId: 'object', displayName: null, summary: 'src/a.ts' },
    ])
    expect(found.slice(4).map(({ summary }) => summary)).toEqual(
      Array.from({ length: 16 }, (_, i) => `src/${i}.ts`),
    )
  })

  it('are calls joined with their results, also where calls overlap', async () => {
    const run = await newRun()
    await call(run, 0, 'a', 'web_search', { query: 'owls\n  at night' })
    await call(run, 10, 'b', 'web_visit', { url: 'https://example.org/' })
    await result(run, 1_500, 'b', { text: 'found' })
    await add(run, 1_600, 'other', { text: 'Hm.' })
    await result(run, 2_000, 'a', 'Owls hunt at night.', true)
    const common = { isOfSubAgent: false }
    expect(await steps(run)).toEqual([
      {
        ...common,
        callId: 'a',
        name: 'web_search',
        summary: 'owls at night',
        durationMs: 2_000,
        isError: true,
        preview: 'Owls hunt at night.',
      },
      {
        ...common,
        callId: 'b',
        name: 'web_visit',
        summary: 'https://example.org/',
        durationMs: 1_490,
        isError: false,
        preview: '{"text":"found"}',
      },
    ])
  })

  it('have no result while the tool runs, and take none of another run or of before', async () => {
    const [run, other] = [await newRun(), await newRun()]
    await result(run, 0, 'a', 'before')
    await call(run, 10, 'a', 'web_search', {})
    await result(other, 20, 'a', 'of another run')
    expect(await steps(run)).toEqual([
      {
        callId: 'a',
        name: 'web_search',
        summary: null,
        durationMs: null,
        isError: null,
        isOfSubAgent: false,
        preview: null,
      },
    ])
    expect(await steps(other)).toEqual([])
  })

  it('have a result of their own where an id is called again', async () => {
    const run = await newRun()
    await call(run, 0, 'a', 'web_search', {})
    await call(run, 1_000, 'a', 'web_search', {})
    const ended = await result(run, 1_500, 'a', 'second')
    await call(run, 2_000, 'a', 'web_search', {})
    const found = await steps(run, '', 'durationMs preview')
    expect(found).toEqual([
      { durationMs: null, preview: null },
      { durationMs: 500, preview: 'second' },
      { durationMs: null, preview: null },
    ])
    const { data } = await gateway.ask(
      `{ node(id: "${Buffer.from(`ApplicationEvent:${ended}`).toString('base64url')}") { ... on ApplicationEvent { step { durationMs } } } }`,
      { token },
    )
    expect(data).toEqual({ node: { step: { durationMs: 500 } } })
  })

  it('have succeeded where the result does not say, and failed where it says so as text', async () => {
    const run = await newRun()
    for (const [at, is_error] of [undefined, null, 'true', 'no'].entries()) {
      await call(run, at * 10, `c${at}`, 'web_search', {})
      await add(run, at * 10 + 5, 'result', { tool_call_id: `c${at}`, is_error })
    }
    const failed = [false, false, true, false]
    expect(await steps(run, '', 'isError')).toEqual(failed.map((isError) => ({ isError })))
    expect(await steps(run, '(filter: { isError: true })', 'callId')).toEqual([{ callId: 'c2' }])
    expect(await steps(run, '(filter: { isError: false })', 'callId')).toHaveLength(3)
  })

  it('can be filtered by tool, error, sub-agent and duration', async () => {
    const run = await newRun()
    await call(run, 0, 'quick', 'web_search', {})
    await result(run, 100, 'quick', 'ok')
    await call(run, 200, 'slow', 'Bash', {}, { is_sub_agent_event: true })
    await result(run, 5_200, 'slow', 'no', true)
    await call(run, 6_000, 'open', 'Bash', {})
    const ids = async (filter: string) =>
      (await steps(run, `(filter: { ${filter} })`)).map(({ callId }) => callId)
    expect(await ids('toolNames: ["Bash"]')).toEqual(['slow', 'open'])
    expect(await ids('isError: true')).toEqual(['slow'])
    expect(await ids('isError: false')).toEqual(['quick'])
    expect(await ids('isOfSubAgent: true')).toEqual(['slow'])
    expect(await ids('minDurationMs: 5000')).toEqual(['slow'])
    expect(await ids('minDurationMs: 50, toolNames: ["web_search", "Bash"]')).toEqual(['quick', 'slow'])
  })

  it('go on over pages', async () => {
    const run = await newRun()
    for (let i = 0; i < 5; i += 1) await call(run, i, `c${i}`, 'web_search', {})
    const page = async (args: string) => {
      const { data } = await gateway.ask(
        `{ run(id: "${run}") { steps(${args}) { totalCount nodes { callId } pageInfo { endCursor hasNextPage } } } }`,
        { token },
      )
      return (
        data as {
          run: {
            steps: {
              totalCount: number
              nodes: Step[]
              pageInfo: { endCursor: string; hasNextPage: boolean }
            }
          }
        }
      ).run.steps
    }
    const first = await page('first: 3')
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } })
    const second = await page(`first: 3, after: "${first.pageInfo.endCursor}"`)
    expect([...first.nodes, ...second.nodes].map(({ callId }) => callId)).toEqual([
      'c0',
      'c1',
      'c2',
      'c3',
      'c4',
    ])
    expect(second.pageInfo.hasNextPage).toBe(false)
  })

  it('show as much of a result as asked for, and refuse other lengths', async () => {
    const run = await newRun()
    await call(run, 0, 'a', 'web_search', {})
    await result(run, 1, 'a', 'x'.repeat(10_000))
    expect(await steps(run, '', 'preview(length: 3)')).toEqual([{ preview: 'xxx…' }])
    await result(run, 2_001, 'b', '')
    await call(run, 2_000, 'b', 'web_search', { query: `${'y'.repeat(198)}😀😀` })
    await call(run, 3_000, 'c', 'web_search', {})
    await result(run, 3_001, 'c', '😀😀😀')
    const cuts = await steps(run, '', 'summary two: preview(length: 2) three: preview(length: 3)')
    expect(cuts.slice(1)).toEqual([
      { summary: `${'y'.repeat(198)}…`, two: '', three: '' },
      { summary: null, two: '😀…', three: '😀…' },
    ])
    for (const length of [0, -1, 1_001]) {
      const { errors } = await gateway.ask(
        `{ run(id: "${run}") { steps { nodes { preview(length: ${length}) } } } }`,
        { token },
      )
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
    }
  })

  it('have no result where it comes after more events than are looked through', async () => {
    const run = await newRun()
    await call(run, 0, 'a', 'web_search', {})
    await database.query(
      `insert into application_events (event_type, event_group, session_id, run_id, created_at)
select 'agent.response', 'agent', $1, $2, $3::timestamptz + n * interval '1 ms' from generate_series(1, 2000) n`,
      [session, run, new Date(start).toISOString()],
    )
    await result(run, 5_000, 'a', 'late')
    expect((await steps(run))[0]).toMatchObject({ durationMs: null, preview: null })
  })

  it('are those of an event that is a call or a result, without what others may not see', async () => {
    const run = await newRun()
    const ids = [
      await call(run, 0, 'shell', 'Bash', { command: 'ls' }),
      await add(run, 10, 'result', {
        tool_call_id: 'shell',
        tool_name: 'Bash',
        result: 'secret.txt',
        is_error: false,
        cost: 0.5,
      }),
      await add(run, 20, 'other', { text: 'Done.' }),
    ]
    const selection = 'callId summary preview costUsd durationMs'
    const read = async (as: string | undefined) => {
      const nodes = ids.map(
        (id, i) =>
          `e${i}: node(id: "${Buffer.from(`ApplicationEvent:${id}`).toString('base64url')}") { ... on ApplicationEvent { step { ${selection} } } }`,
      )
      const { data, errors } = await gateway.ask(`{ ${nodes.join(' ')} }`, { token: as })
      expect(errors).toBeUndefined()
      return Object.values(data as Record<string, { step: Step | null }>).map(({ step }) => step)
    }
    const own = { callId: 'shell', summary: 'ls', preview: 'secret.txt', costUsd: 0.5, durationMs: 10 }
    expect(await read(token)).toEqual([own, own, null])
    const shared = { ...own, summary: null, preview: null, costUsd: null }
    expect(await read(undefined)).toEqual([shared, shared, null])
  })
})
