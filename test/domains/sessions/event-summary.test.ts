import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

type EventNode = {
  readonly eventType: string
  readonly text: string | null
  readonly summary: string | null
  readonly tool: object | null
  readonly content: object
}
type EventPage = {
  readonly events: {
    readonly nodes: readonly EventNode[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
  }
}

const awsKey = 'AKIAQ3ZX7PLMN5TRW2YV'

const requirement = { id: 'r1', tool_execution: { tool_name: 'deploy_website', tool_args: {} } }

/** An event of each type that is stored without a text, and what it says. */
const cases: readonly (readonly [type: string, content: unknown, summary: string | null])[] = [
  [
    'billing.credits.deducted',
    { credits_used: 58.09, credits_remaining: 6120.414, source: 'llm' },
    '58.09 credits for llm, 6,120.41 left',
  ],
  [
    'billing.credits.deducted',
    { credits_used: 1.2, source: 'tool', tool_name: 'generate_image' },
    '1.20 credits for generate_image',
  ],
  ['billing.credits.deducted', { credits_used: 3, model_id: 'claude' }, '3.00 credits for claude'],
  ['billing.credits.deducted', { credits_used: 'many' }, 'credits used: many'],
  [
    'billing.llm.usage',
    { model_id: 'claude', input_tokens: 12000, output_tokens: 500, cache_read_tokens: 0 },
    'claude: 12,000 tokens in, 500 out',
  ],
  ['billing.llm.usage', { model_id: 'claude' }, 'claude'],
  ['billing.llm.usage', {}, null],
  ['billing.tool.usage', { tool_name: 'generate_image', cost_usd: 0.04 }, 'generate_image: $0.04'],
  [
    'plan.milestone.generated',
    { summary: 'A page', milestones: [{ id: 'm1', status: 'completed' }, { id: 'm2' }] },
    'A page: 2 milestones, 1 completed',
  ],
  ['plan.milestone.generated', { summary: '', milestones: [{ id: 'm1' }] }, '1 milestone'],
  ['plan.milestone.updated', { milestone_id: 'm1', status: 'in_progress' }, 'm1: in progress'],
  ['plan.milestone.updated', { milestone_id: 'm1' }, 'm1'],
  ['plan.modification.options', { suggestions: ['Fewer pages', 'A shop'] }, 'Fewer pages, A shop'],
  ['agent.model.compact', { status: 'compacted', summary: 'Copy agreed.' }, 'Copy agreed.'],
  ['agent.model.compact', { status: 'compacted' }, 'status: compacted'],
  ['agent.prompt.generated', { result: 'A warm\n\n page', original_request: 'a page' }, 'A warm page'],
  ['agent.prompt.generated', { original_request: 'a page' }, 'a page'],
  ['agent.complete', { origin: 'RunCompleted', run_id: 'x', run_status: 'completed' }, 'completed'],
  ['agent.sub_agent.complete', { origin: 'x', agent_name: 'a', is_sub_agent_event: true }, null],
  ['agent.continue', { confirmed: false }, 'refused'],
  ['agent.tool.confirmation', { requirements: [requirement] }, 'deploy_website'],
  ['agent.tool.confirmation', { tools: [{ tool_name: 'ask_user_env' }] }, 'ask_user_env'],
  ['agent.status.update', { status: 'done', progress: 40 }, 'status: done, progress: 40'],
  [
    'agent.response',
    { text: '', image: 'https://a.example/i.png', citations: [] },
    'image: https://a.example/i.png',
  ],
  ['agent.response', 'no object', 'no object'],
  ['agent.response', [1], null],
  ['connection.workspace_info', { workspace_path: '/workspace' }, '/workspace'],
  ['sandbox.status_changed', { status: 'running', vscode_url: 'https://8080.example/?tkn=s3' }, 'running'],
  ['system.error', { error_code: 'insufficient_credits' }, 'insufficient credits'],
  ['integration.testflight.log', { level: 'info', step: 'upload', log: 'Build 3' }, 'upload: Build 3'],
  ['integration.apple.auth.status', { status: 'pending_2fa' }, 'status: pending_2fa'],
  ['integration.apple.auth.team_selection', { teams: [{ team_id: 'T', name: 'Okafor' }] }, 'teams: Okafor'],
  [
    'media.generated',
    { url: 'https://a.example/i.png', provider: 'x' },
    'url: https://a.example/i.png, provider: x',
  ],
  ['legal_hold.set', { case: 'C-1', nested: { of: 'no use' }, empty: null }, 'case: C-1'],
  [
    'session.user_message',
    { text: '', files: ['f'], files_metadata: [{ id: 'f', file_name: 'menu.pdf' }] },
    'menu.pdf',
  ],
]

describe.each(testDatabases)('the summary of an event, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  async function readSummary(viewer: Parameters<typeof ask>[0], type: string, content: unknown) {
    const [row] = await database.query<{ id: string }>(
      `insert into application_events (session_id, event_group, event_type, content) values ($1, 'agent', $2, $3) returning id`,
      [sessions.publicReport, type, JSON.stringify(content)],
    )
    const source = `query ($id: ID!) { session(id: $id) { events(last: 1) { nodes { databaseId summary } } } }`
    const { data, errors } = await ask<{
      session: { events: { nodes: { databaseId: string; summary: string | null }[] } }
    }>(viewer, source, { id: sessions.publicReport })
    expect(errors).toBeUndefined()
    const [node] = data?.session.events.nodes ?? []
    expect(node?.databaseId).toBe(row?.id)
    return node?.summary
  }

  it('is there for all events of the demo without a text or tool, but for usage that is not recorded', async () => {
    const source = `query ($after: String) {
events(first: 100, after: $after, filter: { createdFrom: "2020-01-01T00:00:00Z" }) {
nodes { eventType text summary content tool { name } } pageInfo { hasNextPage endCursor } } }`
    const read: EventNode[] = []
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const answer: { data?: EventPage | null } = await ask<EventPage>(adminViewer, source, { after })
      const events = answer.data?.events
      read.push(...(events?.nodes ?? []))
      after = events?.pageInfo.hasNextPage ? events.pageInfo.endCursor : undefined
    }
    const without = read.filter(({ text, tool }) => !text && !tool)
    expect(without.length).toBeGreaterThan(20)
    const silent = without.filter(({ summary }) => !summary)
    expect(silent.map(({ eventType }) => eventType).filter((type) => type !== 'billing.llm.usage')).toEqual(
      [],
    )
    expect(silent.flatMap(({ content }) => Object.keys(content)).filter((key) => key !== 'run_id')).toEqual(
      [],
    )
  })

  it.each(cases)('says in one line what `%s` is about: %j', async (type, content, summary) => {
    expect(await readSummary(demoViewer, type, content)).toBe(summary)
  })

  it('is null for events with a text, and for calls and results of tools', async () => {
    const events: readonly (readonly [string, object])[] = [
      ['agent.response', { text: 'Done.', image: 'x' }],
      ['system.notification', { message: 'Published', level: 'info' }],
      ['agent.tool.call', { tool_name: 'shell', tool_input: { command: 'ls' } }],
      ['agent.tool.result', { tool_name: 'shell', result: 'file' }],
    ]
    for (const [type, content] of events) expect(await readSummary(demoViewer, type, content)).toBeNull()
  })

  it('is cut at 200 characters after credentials were masked', async () => {
    const result = `${'word '.repeat(38)}${awsKey} and more`
    const summary = await readSummary(demoViewer, 'agent.prompt.generated', { result })
    expect(summary?.length).toBe(200)
    expect(summary).not.toContain(awsKey.slice(0, 8))
    const long = { result: 'x'.repeat(2_000_000), notes: ['y'.repeat(100_000)] }
    expect(await readSummary(demoViewer, 'agent.prompt.generated', long)).toBe(`${'x'.repeat(199)}…`)
    expect(await readSummary(demoViewer, 'legal_hold.set', { notes: ['y'.repeat(100_000)] })).toBeNull()
  })

  it('shows strangers neither costs nor files of their owner', async () => {
    const cost = { tool_name: 'generate_image', cost_usd: 0.04 }
    expect(await readSummary(strangerViewer, 'billing.tool.usage', cost)).not.toContain('0.04')
    const message = { text: '', files: ['f'], files_metadata: [{ id: 'f', file_name: 'menu.pdf' }] }
    expect(await readSummary(strangerViewer, 'session.user_message', message)).toBeNull()
    const sandbox = { vscode_url: 'https://8080.example/?tkn=s3', ready: true }
    expect(await readSummary(strangerViewer, 'sandbox.other', sandbox)).toBe('ready: true')
  })
})
