import { type FieldNode, Kind, type SelectionSetNode } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'
import { operations } from '../../support/operations.ts'

const canary = 'SHARECANARY'
const tools = ['Bash', 'BashView', 'Read', 'Write', 'Grep', 'apply_patch', 'mcp_vault_read'] as const

const page = `{ session(id: "${sessions.publicReport}") {
  events(filter: { types: ["agent.tool.call", "agent.tool.result", "session.user_message"] }, last: 40) {
    nodes { eventType content text tool { name input isError } toolResult files { fileName url downloadPath } } }
  assets { nodes { fileName } }
  sandboxes { nodes { status } } runs { nodes { statusText } } } }`

type Event = { eventType: string; tool: { name: string } | null }
type Answer = {
  session: {
    events: { nodes: readonly Event[] }
    assets: { nodes: readonly { fileName: string }[] }
    sandboxes: { nodes: readonly unknown[] }
    runs: { nodes: readonly unknown[] }
  }
}

/** The names of the fields of events that an operation selects. */
function eventFields(name: string): string[] {
  const inner = (from: SelectionSetNode | undefined, field: string): SelectionSetNode | undefined =>
    fieldsOf(from).find((one) => one.name.value === field)?.selectionSet
  const found = operations.find((one) => one.name === name)?.definition.selectionSet
  const nodes = inner(inner(inner(found, 'session'), 'events'), 'nodes')
  return fieldsOf(nodes).map((field) => field.name.value)
}

const fieldsOf = (from: SelectionSetNode | undefined): FieldNode[] =>
  (from?.selections ?? []).filter((one) => one.kind === Kind.FIELD)

/** Fields that only the owner sees, and other forms of what the page has. */
const notForOthers = ['run', 'editorUrl', 'id', 'group']

it.each(['sessions/session-events', 'sessions/event-details-of-a-public-session'])(
  'the operation of a share page has what %s has of events for others',
  (name) => {
    const shown = eventFields(name).filter((field) => !notForOthers.includes(field))
    expect(shown.length).toBeGreaterThan(8)
    expect(eventFields('sessions/share-page')).toEqual(expect.arrayContaining(shown))
  },
)

describe.each(testDatabases)('what a share page sees, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
    const event = (type: string, content: object) =>
      database.query(
        `insert into application_events (session_id, event_type, event_group, content) values ($1, $2, 'agent', $3::jsonb)`,
        [sessions.publicReport, type, JSON.stringify(content)],
      )
    for (const tool_name of tools) {
      const about = { tool_name, tool_call_id: `call-${tool_name}` }
      await event('agent.tool.call', { ...about, tool_input: { command: canary, file_path: canary } })
      await event('agent.tool.result', { ...about, is_error: false, result: [{ text: canary }] })
    }
    for (const [name, isPublic] of [
      [`${canary}.csv`, false],
      ['shown.csv', true],
    ] as const) {
      const [file] = await database.query<{ id: string }>(
        `insert into user_assets (user_id, asset_type, file_name, storage_path, is_public)
select user_id, 'file', $2, $2, $3 from sessions where id = $1 returning id`,
        [sessions.publicReport, name, isPublic],
      )
      await database.query('insert into session_assets (session_id, asset_id) values ($1, $2)', [
        sessions.publicReport,
        file?.id,
      ])
      const named = { id: file?.id, file_name: name }
      await event('session.user_message', { text: 'Look', files: [file?.id], files_metadata: [named] })
    }
  })
  afterAll(() => database.close())

  const read = async (viewer: typeof demoViewer | null) => {
    const { data, errors } = await ask<Answer>(viewer, page)
    expect(errors).toBeUndefined()
    if (!data?.session) throw new Error('no session')
    return data.session
  }

  it.each([
    ['nobody', null],
    ['a stranger', strangerViewer],
  ])(
    'shows %s that tools of the sandbox were called, and nothing of what they were given and gave',
    async (_who, viewer) => {
      const session = await read(viewer)
      const names = new Set(session.events.nodes.map(({ tool }) => tool?.name))
      for (const tool of tools) expect(names).toContain(tool)
      expect(JSON.stringify(session)).not.toContain(canary)
    },
  )

  it.each([
    ['nobody', null],
    ['a stranger', strangerViewer],
  ])('shows %s files that are public, and no sandbox and runs', async (_who, viewer) => {
    const session = await read(viewer)
    expect(session.assets.nodes.map(({ fileName }) => fileName)).toContain('shown.csv')
    expect(JSON.stringify(session.events)).toContain('shown.csv')
    expect([session.sandboxes.nodes, session.runs.nodes]).toEqual([[], []])
  })

  it.each([
    ['the owner', demoViewer],
    ['an admin', adminViewer],
  ])('shows %s all files', async (_who, viewer) => {
    const session = await read(viewer)
    expect(session.assets.nodes.map(({ fileName }) => fileName)).toContain(`${canary}.csv`)
  })

  it('shows the owner what the tools were given and gave', async () => {
    const session = await read(demoViewer)
    for (const { eventType, tool, ...event } of session.events.nodes)
      if (tool && (tools as readonly string[]).includes(tool.name))
        expect(JSON.stringify({ eventType, tool, event })).toContain(canary)
  })
})
