import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people, sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

const idOf = (name: string) => encodeNodeId('UserAsset', uuid(`asset ${name}`))
const open7days = "now() + interval '7 days'"

describe.each(testDatabases)('addresses and uses of files, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  type File = Record<'url' | 'urlExpiresAt' | 'downloadPath' | 'publicPath', string | null>
  async function fileOf(viewer: Parameters<typeof ask>[0], name: string): Promise<File | null> {
    const fields = `url urlExpiresAt downloadPath publicPath: downloadPath(session: "${sessions.publicReport}")`
    const { data } = await ask<{ node: File | null }>(
      viewer,
      `query ($id: ID!) { node(id: $id) { ... on UserAsset { ${fields} } } }`,
      { id: idOf(name) },
    )
    return data?.node ?? null
  }
  const sign = (name: string, url: string | null, end: string) =>
    database.query(`update user_assets set signed_url = $1, signed_url_expires_at = ${end} where id = $2`, [
      url,
      uuid(`asset ${name}`),
    ])

  it.each([
    ['is valid', 'https://storage.example/a?sig=1', open7days, true],
    ['has ended', 'https://storage.example/a?sig=1', "now() - interval '1 second'", false],
    ['has no known end', 'https://storage.example/a?sig=1', 'null', false],
    ['is none', null, open7days, false],
    ['is no web address', 'javascript:alert(1)', open7days, false],
  ])(
    'answers the stored address with its end only while it is valid: one that %s',
    async (_, url, end, is) => {
      await sign('map', url, end)
      for (const viewer of [demoViewer, null]) {
        const file = await fileOf(viewer, 'map')
        expect(file?.url).toBe(is ? url : null)
        expect(file?.urlExpiresAt === null).toBe(!is)
      }
    },
  )

  it('names the owner’s route to the owner and the public one to everyone else', async () => {
    const id = uuid('asset map')
    const publicPath = `/v1/public/sessions/${sessions.publicReport}/assets/${id}`
    const own = `/v1/assets/${id}/download`
    expect(await fileOf(demoViewer, 'map')).toMatchObject({ downloadPath: own, publicPath: own })
    for (const viewer of [strangerViewer, null]) {
      expect(await fileOf(viewer, 'map')).toMatchObject({ downloadPath: null, publicPath })
    }
    expect(await fileOf(demoViewer, 'pending')).toMatchObject({ downloadPath: null })
    await sign('sales', 'https://storage.example/a?sig=1', open7days)
    expect(await fileOf(strangerViewer, 'sales')).toBeNull()
  })

  const uses = `query ($id: ID!) { node(id: $id) { ... on UserAsset { messages(first: 5) { totalCount nodes { files { databaseId } } } } } }`

  it('lists the messages of its owner that a file was sent along with', async () => {
    const id = uuid('asset map')
    const insert = `insert into chat_messages (session_id, role, content, file_ids) values ($1, 'user', '[]', array[$2]::uuid[])`
    await database.query(insert, [sessions.publicReport, id])
    // Someone else names the file in a chat of theirs, which its owner must not find.
    await database.query(insert, [sessions.mariaPublic, id])
    const { data, sent } = await ask(demoViewer, uses, { id: idOf('map') })
    expect(data?.node).toEqual({ messages: { totalCount: 1, nodes: [{ files: [{ databaseId: id }] }] } })
    expect(sent.some(({ text }) => text.includes("file_ids <> '{}'"))).toBe(true)
    for (const viewer of [strangerViewer, null]) {
      expect((await ask(viewer, uses, { id: idOf('map') })).data?.node).toEqual({
        messages: { totalCount: 0, nodes: [] },
      })
    }
  })

  const ofEvents = `query ($id: ID!) { session(id: $id) { events(last: 20) { nodes { databaseId files { databaseId } } } } }`

  it('finds the files that events name, for those who may see them', async () => {
    const paths = `users/${people.demo.id}/assets/${uuid('asset map')}/night-train-map.png`
    const result = (tool: string) => ({
      tool_name: tool,
      result: [{ file_id: uuid('asset report') }, { storage_path: paths }, 'text', { storage_path: 7 }],
    })
    const contents = [
      ['agent.tool.result', result('generate_image')],
      ['agent.tool.result', result('Bash')],
      ['agent.tool.result', { tool_name: 'generate_image', result: { asset_id: uuid('asset map') } }],
      [
        'agent.tool.result',
        { tool_name: 'generate_image', result: { type: 'file_url', file_storage_path: paths } },
      ],
      ['agent.tool.result', { tool_name: 'generate_image', result: 'no files' }],
      ['session.user_message', { text: 'See', files: [uuid('asset map'), 'nonsense', 7, uuid('asset map')] }],
      ['session.user_message', { text: 'See', files: { a: 1 } }],
    ] as const
    const ids: string[] = []
    for (const [type, content] of contents) {
      const [row] = await database.query<{ id: string }>(
        `insert into application_events (session_id, event_group, event_type, content) values ($1, 'agent', $2, $3) returning id`,
        [sessions.publicReport, type, JSON.stringify(content)],
      )
      ids.push(row?.id ?? '')
    }
    const filesFor = async (viewer: Parameters<typeof ask>[0]) => {
      type Node = { databaseId: string; files: { databaseId: string }[] }
      const { data, errors } = await ask<{ session: { events: { nodes: Node[] } } }>(viewer, ofEvents, {
        id: sessions.publicReport,
      })
      expect(errors).toBeUndefined()
      const nodes = data?.session.events.nodes ?? []
      return ids.map((id) =>
        nodes.find(({ databaseId }) => databaseId === id)?.files.map((f) => f.databaseId),
      )
    }
    const [map, report] = [uuid('asset map'), uuid('asset report')]
    expect(await filesFor(demoViewer)).toEqual([[report, map], [], [map], [map], [], [map], []])
    expect(await filesFor(null)).toEqual([[map], [], [map], [map], [], [map], []])
  })
})
