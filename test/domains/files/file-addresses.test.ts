import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people, sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

const [shared, own] = [uuid('asset map'), uuid('asset report')]
const paths = {
  shared: `users/${people.demo.id}/assets/${shared}/night-train-map.png`,
  own: `users/${people.demo.id}/assets/${own}/night-trains-2027.pdf`,
}
/** As it was signed when the event was stored. */
const old = (name: string) => `https://storage.example/${name}?X-Goog-Signature=0ld5ignature0ld5ignature`
const current = 'https://storage.example/map?X-Goog-Signature=cafe0123cafe0123'
const masked = (name: string) => old(name).replace(/=.*/, '=[secret]')

describe.each(testDatabases)('addresses of files in JSON, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
    for (const [id, url] of [
      [shared, current],
      [own, 'https://storage.example/own?X-Goog-Signature=beef0123beef0123'],
    ])
      await database.query(
        "update user_assets set signed_url = $1, signed_url_expires_at = now() + interval '1 day' where id = $2",
        [url, id],
      )
  })
  afterAll(() => database.close())

  const addEvent = async (type: string, content: object) => {
    const [row] = await database.query<{ id: string }>(
      `insert into application_events (session_id, event_group, event_type, content) values ($1, 'agent', $2, $3) returning id`,
      [sessions.publicReport, type, JSON.stringify(content)],
    )
    return row?.id ?? ''
  }

  type Event = { toolResult: unknown; content: { result?: unknown; files_metadata?: unknown } }
  async function eventFor(viewer: Parameters<typeof ask>[0], id: string) {
    const query = 'query ($id: ID!) { node(id: $id) { ... on ApplicationEvent { toolResult content } } }'
    const { data, errors } = await ask<{ node: Event }>(viewer, query, {
      id: encodeNodeId('ApplicationEvent', id),
    })
    expect(errors).toBeUndefined()
    return data?.node
  }
  /** Audiences, and whether they own the session. */
  const audiences = [
    ['nobody', null, false],
    ['another user', strangerViewer, false],
    ['the owner', demoViewer, true],
  ] as const

  it.each(audiences)('tool results name files by their addresses for %s', async (_, viewer, isOwner) => {
    const result = [
      { file_id: shared, url: old('map'), name: 'Map' },
      { storage_path: paths.shared, url: old('map') },
      { type: 'file_url', file_storage_path: paths.own, url: old('report') },
      { file_id: own, url: old('report') },
      { url: old('elsewhere') },
      { file_id: shared, url: 'https://example.org/open.png' },
      'text',
    ]
    const id = await addEvent('agent.tool.result', { tool_name: 'generate_image', result })
    const event = await eventFor(viewer, id)
    // What the owner made arrives exact.
    const expected = isOwner
      ? result
      : [
          { file_id: shared, url: current, name: 'Map' },
          { storage_path: paths.shared, url: current },
          { type: 'file_url', file_storage_path: paths.own, url: masked('report') },
          { file_id: own, url: masked('report') },
          { url: masked('elsewhere') },
          { file_id: shared, url: 'https://example.org/open.png' },
          'text',
        ]
    expect(event?.toolResult).toEqual(expected)
    expect(event?.content.result).toEqual(expected)
  })

  it.each(audiences)('a single result does for %s', async (_, viewer, isOwner) => {
    const result = { asset_id: shared, url: old('map'), signed_url: old('map') }
    const id = await addEvent('agent.tool.result', { tool_name: 'generate_video', result })
    expect((await eventFor(viewer, id))?.toolResult).toEqual(
      isOwner ? result : { asset_id: shared, url: current, signed_url: current },
    )
  })

  it('files of a message have their addresses for those who may see them', async () => {
    const files = [
      { id: shared, file_name: 'map.png', signed_url: old('map') },
      { id: own, file_name: 'report.pdf', signed_url: old('report') },
    ]
    const id = await addEvent('session.user_message', {
      text: 'See',
      files: [shared, own],
      files_metadata: files,
    })
    const seen = async (viewer: Parameters<typeof ask>[0]) =>
      (await eventFor(viewer, id))?.content.files_metadata
    for (const viewer of [null, strangerViewer])
      expect(await seen(viewer)).toEqual([{ ...files[0], signed_url: current }])
    for (const viewer of [demoViewer, adminViewer])
      expect(await seen(viewer)).toEqual([
        { ...files[0], signed_url: current },
        { ...files[1], signed_url: 'https://storage.example/own?X-Goog-Signature=beef0123beef0123' },
      ])
  })

  it.each(audiences)('output of chat tools does for %s', async (_, viewer, isOwner) => {
    const items = [
      { type: 'image-url', url: old('map'), file_id: shared },
      { type: 'file-url', url: old('report'), file_id: own },
      { type: 'image-url', url: old('elsewhere') },
    ]
    const content = [
      { type: 'tool_result', name: 'generate_image', output: { type: 'array', value: items } },
      { type: 'tool_result', name: 'generate_image', output: { type: 'json', value: items[0] } },
      { type: 'tool_result', name: 'generate_image', output: { type: 'json', value: items[1] } },
    ]
    const [row] = await database.query<{ id: string }>(
      `insert into chat_messages (session_id, role, content) values ($1, 'tool', $2) returning id`,
      [sessions.publicReport, JSON.stringify(content)],
    )
    const messageId = encodeNodeId('ChatMessage', row?.id ?? '')
    type Output = { items?: { url: string }[]; value?: { url: string } }
    const { data, errors } = await ask<{ node: { parts: { output: Output }[] } }>(
      viewer,
      `query ($id: ID!) { node(id: $id) { ... on ChatMessage { parts { ... on ToolResultPart { output {
        ... on ToolContentOutput { items { url } } ... on ToolJsonOutput { value } } } } } } }`,
      { id: messageId },
    )
    expect(errors).toBeUndefined()
    const [list, first, second] = data?.node.parts.map(({ output }) => output) ?? []
    const [map, report, elsewhere] = isOwner
      ? [old('map'), old('report'), old('elsewhere')]
      : [current, masked('report'), null]
    expect(list?.items?.map(({ url }) => url)).toEqual(isOwner ? [map, report, elsewhere] : [map, null, null])
    expect([first?.value?.url, second?.value?.url]).toEqual([map, report])
  })

  it.each(audiences)('inputs of media tools have no masked address for %s', async (_, viewer, isOwner) => {
    const open = 'https://example.org/open.png'
    const input = { prompt: `Like ${old('map')}`, image_url: old('map'), frames: [{ url: old('map') }, open] }
    const id = await addEvent('agent.tool.call', { tool_name: 'generate_image', tool_input: input })
    const query = 'query ($id: ID!) { node(id: $id) { ... on ApplicationEvent { tool { input } content } } }'
    type Call = { tool: { input: unknown }; content: { tool_input: unknown } }
    const { data } = await ask<{ node: Call }>(viewer, query, { id: encodeNodeId('ApplicationEvent', id) })
    const expected = isOwner
      ? input
      : { prompt: `Like ${masked('map')}`, image_url: null, frames: [{ url: null }, open] }
    expect(data?.node.tool.input).toEqual(expected)
    expect(data?.node.content.tool_input).toEqual(expected)
  })

  it.each(audiences)(
    'pages of a storybook have whole addresses or none for %s',
    async (_, viewer, isOwner) => {
      const open = 'https://example.org/open.png'
      const pages = [
        { page_number: 1, image_url: old('page'), audio_link: old('voice') },
        { page_number: 2, image_url: open },
      ]
      const output = { type: 'storybook', storybook_name: 'Owls', pages }
      const [row] = await database.query<{ id: string }>(
        `insert into chat_messages (session_id, role, content) values ($1, 'tool', $2) returning id`,
        [
          sessions.publicReport,
          JSON.stringify([{ type: 'tool_result', name: 'generate_storybook', output }]),
        ],
      )
      type Page = { imageUrl: string | null; audioUrl: string | null }
      const { data } = await ask<{ node: { parts: { output: { pages: Page[] } }[] } }>(
        viewer,
        `query ($id: ID!) { node(id: $id) { ... on ChatMessage { parts { ... on ToolResultPart { output {
        ... on StoryOutput { pages { imageUrl audioUrl } } } } } } } }`,
        { id: encodeNodeId('ChatMessage', row?.id ?? '') },
      )
      expect(data?.node.parts[0]?.output.pages).toEqual([
        isOwner ? { imageUrl: old('page'), audioUrl: old('voice') } : { imageUrl: null, audioUrl: null },
        { imageUrl: open, audioUrl: null },
      ])
    },
  )

  it('an image of a message has its whole address for the owner alone', async () => {
    const [row] = await database.query<{ id: string }>(
      `insert into chat_messages (session_id, role, content) values ($1, 'user', $2) returning id`,
      [sessions.publicReport, JSON.stringify([{ type: 'image_url', url: old('photo') }])],
    )
    const id = encodeNodeId('ChatMessage', row?.id ?? '')
    const query =
      'query ($id: ID!) { node(id: $id) { ... on ChatMessage { parts { ... on ImagePart { url } } } } }'
    const urlFor = async (viewer: Parameters<typeof ask>[0]) =>
      (await ask<{ node: { parts: { url: string }[] } }>(viewer, query, { id })).data?.node.parts[0]?.url
    expect(await urlFor(demoViewer)).toBe(old('photo'))
    for (const viewer of [null, strangerViewer]) expect(await urlFor(viewer)).toBe(masked('photo'))
  })

  it('an address that has ended stays masked', async () => {
    const id = await addEvent('agent.tool.result', {
      tool_name: 'generate_image',
      result: { file_id: shared, url: old('map') },
    })
    await database.query(
      "update user_assets set signed_url_expires_at = now() - interval '1 second' where id = $1",
      [shared],
    )
    expect((await eventFor(null, id))?.toolResult).toEqual({ file_id: shared, url: masked('map') })
  })
})
