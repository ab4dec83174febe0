import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '../../../src/auth/viewer.ts'
import type { Database } from '../../../src/data/database.ts'
import { runs, sessions } from '../../../src/demo/identities.ts'
import { canaries, workSecrets } from '../../../src/demo/secrets.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

const query = `query ($id: ID!) {
  session(id: $id) {
    todos { content }
    forkInfo { instruction }
    runs { nodes { id } }
    sandbox { id }
    events(first: 100) { nodes { eventType text tool { name input } toolResult content } }
    messages(first: 100) { nodes { preview parts { __typename ... on ToolCallPart { input }
      ... on ToolResultPart { output { ... on UnknownToolOutput { value } ... on ToolTextOutput { text }
        ... on ToolJsonOutput { data: value } } } ... on UnknownPart { value } } } }
    transcripts(first: 20) { nodes { input messages { content toolCalls } tools { input result } } }
  }
}`

type Event = { eventType: string; tool: { name: string; input: unknown } | null; toolResult: unknown }
type Answer = {
  session: {
    todos: unknown
    runs: { nodes: object[] }
    sandbox: unknown
    events: { nodes: Event[] }
    transcripts: { nodes: object[] }
  } | null
}

const viewers: [string, Viewer | null][] = [
  ['nobody', null],
  ['a stranger', strangerViewer],
  ['the demo user', demoViewer],
  ['an admin', adminViewer],
]

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  const read = (viewer: Viewer | null, id: string) => createAsk(database)<Answer>(viewer, query, { id })

  it.each(viewers)('%s reads no planted secret in any session', async (_who, viewer) => {
    for (const id of Object.values(sessions)) {
      const { data, errors } = await read(viewer, id)
      const text = JSON.stringify({ data, errors })
      expect(canaries.filter((canary) => text.includes(JSON.stringify(canary).slice(1, -1)))).toEqual([])
      expect(text).not.toContain('CANARY')
      if (!viewer || viewer === adminViewer) expect(text).not.toContain('PLANTED')
    }
  })

  it('shows the owner the work of their tools as it is', async () => {
    const { data } = await read(demoViewer, sessions.website)
    const text = JSON.stringify(data)
    const shown = [workSecrets.jwt, workSecrets.awsKey, workSecrets.cacheUrl, workSecrets.githubToken]
    expect(shown.filter((secret) => !text.includes(secret))).toEqual([])
  })

  it('shows a public session without what is its owner’s', async () => {
    const { data } = await read(null, sessions.publicReport)
    expect(data?.session).toMatchObject({
      todos: [],
      runs: { nodes: [] },
      sandbox: null,
      transcripts: { nodes: [] },
    })
    const types = data?.session?.events.nodes.map(({ eventType }) => eventType)
    expect(types).toContain('agent.response')
    expect(types?.filter((type) => type.startsWith('billing.'))).toEqual([])
  })

  it('shows of a public session whether its work is over, its to-dos, its fork and the states of its slides', async () => {
    const id = { session: sessions.publicReport }
    await database.query('update sessions set session_metadata = $1 where id = $2', [
      JSON.stringify({
        todos: [{ id: 't', content: 'Check', status: 'pending' }],
        fork_info: {
          fork_type: 'x',
          context: {
            attachments: [runs.live, '/workspace/a.md'],
            additional_instruction: 'sk_live_abcdefghijklmnop1234',
          },
        },
        advanced_mode: { enabled: true },
      }),
      id.session,
    ])
    await database.query(
      `insert into slide_versions (session_id, presentation_name, slide_number, version, image_url, instructions_applied)
values ($1, 'Deck', 1, 1, 'https://a.example/1.png', '[{"id": "i", "ai_prompt": "Darker", "instruction_type": "ai_modify"}]')`,
      [id.session],
    )
    const source = `query ($session: ID!) { session(id: $session) { runStatus todos { content } advancedMode { isEnabled }
forkInfo { forkType instruction attachmentIds attachmentPaths } slideVersions(first: 5) { nodes { imageUrl instructions { type } } } } }`
    const seen = {
      runStatus: 'COMPLETED',
      todos: [{ content: 'Check' }],
      advancedMode: null,
      forkInfo: { forkType: 'x', instruction: '[secret]', attachmentIds: [], attachmentPaths: [] },
      slideVersions: { nodes: [{ imageUrl: 'https://a.example/1.png', instructions: null }] },
    }
    for (const viewer of [null, strangerViewer]) {
      expect((await createAsk(database)(viewer, source, id)).data?.session).toEqual(seen)
    }
    expect((await createAsk(database)(demoViewer, source, id)).data?.session).toMatchObject({
      advancedMode: { isEnabled: true },
      forkInfo: { attachmentIds: [runs.live], attachmentPaths: ['/workspace/a.md'] },
      slideVersions: { nodes: [{ instructions: [{ type: 'AI_MODIFY' }] }] },
    })
    await database.query('update sessions set is_public = false where id = $1', [id.session])
    expect((await createAsk(database)(null, source, id)).data?.session).toBeNull()
    await database.query('update sessions set is_public = true where id = $1', [id.session])
  })

  it('tells which events are of one run, and takes for text what is one', async () => {
    await database.query(
      `insert into application_events (session_id, run_id, event_type, event_group, content)
values ($1, $2, 'agent.response', 'agent', '{"text": {"vscode_url": "CANARY"}, "message": "Said"}')`,
      [sessions.publicReport, runs.publicReport],
    )
    const { data } = await createAsk(database)<{
      session: { events: { nodes: { text: string; runDatabaseId: string; run: null }[] } }
    }>(
      null,
      `{ session(id: "${sessions.publicReport}") { events(last: 1) { nodes { text runDatabaseId run { id } } } } }`,
    )
    expect(data?.session.events.nodes).toEqual([
      { text: 'Said', runDatabaseId: runs.publicReport, run: null },
    ])
  })

  it('shows the owner the input of a shell unmasked, and an admin nothing of it', async () => {
    const shell = async (viewer: Viewer) => {
      const { data } = await read(viewer, sessions.website)
      return data?.session?.events.nodes.filter(({ tool }) => tool?.name === 'Bash')
    }
    const command = `curl -H "Authorization: Bearer ${workSecrets.jwt}" https://api.example`
    expect(await shell(demoViewer)).toMatchObject([
      { toolResult: workSecrets.anthropicKey },
      { tool: { input: { command } } },
      { toolResult: `AWS_ACCESS_KEY_ID=${workSecrets.awsKey}\n${workSecrets.privateKey}` },
    ])
    expect(await shell(adminViewer)).toMatchObject([
      { toolResult: '[secret]' },
      { tool: { input: { command: '[secret]' } } },
      { toolResult: '[secret]' },
    ])
  })

  it('lists files of a message by the rule of the session’s assets', async () => {
    const [open, secret] = ['5a000000-0000-4000-8000-000000000001', '5a000000-0000-4000-8000-000000000002']
    for (const [id, isPublic] of [
      [open, true],
      [secret, false],
    ] as const) {
      await database.query(
        `insert into user_assets (id, user_id, file_name, storage_path, asset_type, source, upload_status, is_public)
select $1, user_id, $2, $2, 'document', 'user_upload', 'complete', $3 from sessions where id = $4`,
        [id, `${isPublic ? 'open' : 'private'}-plan.pdf`, isPublic, sessions.publicReport],
      )
      await database.query('insert into session_assets (session_id, asset_id) values ($1, $2)', [
        sessions.publicReport,
        id,
      ])
    }
    const metadata = [open, secret, 'no-uuid'].map((id) => ({ id, file_name: `${id}.pdf`, file_size: 4711 }))
    await database.query(
      `insert into application_events (session_id, event_type, event_group, content)
values ($1, 'session.user_message', 'session', $2)`,
      [
        sessions.publicReport,
        JSON.stringify({ text: 'Two files', files: [open, secret], files_metadata: metadata }),
      ],
    )
    const files = async (viewer: Viewer | null) => {
      const { data } = await createAsk(database)<{
        session: { events: { nodes: { content: { files: string[]; files_metadata: { id: string }[] } }[] } }
      }>(
        viewer,
        `{ session(id: "${sessions.publicReport}") { events(last: 1, filter: { types: ["session.user_message"] }) { nodes { content } } } }`,
      )
      const content = data?.session.events.nodes[0]?.content
      return [content?.files, content?.files_metadata.map(({ id }) => id)]
    }
    expect(await files(null)).toEqual([[open], [open]])
    expect(await files(strangerViewer)).toEqual([[open], [open]])
    expect(await files(demoViewer)).toEqual([[open, secret], metadata.map(({ id }) => id)])
  })
})
