import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../src/auth/viewer.ts'
import type { Database } from '../../src/data/database.ts'
import { sessions } from '../../src/demo/identities.ts'
import { secrets } from '../../src/demo/secrets.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../support/create-ask.ts'
import { testDatabases } from '../support/database.ts'

type Found = {
  nodes: { id: string; preview: string | null }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string }
}

const query = `query ($session: ID!, $text: String!, $first: Int, $after: String, $last: Int, $before: String) {
  searchMessages(session: $session, text: $text, first: $first, after: $after, last: $last, before: $before) {
    nodes { id preview } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  searchEvents(session: $session, text: $text) { nodes { text } }
}`

const session = sessions.publicReport

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database

  beforeAll(async () => {
    database = await open('seeded')
    await database.query('delete from chat_messages where session_id = $1', [session])
    // Each text twice a second, so that only the key tells which came first.
    const texts = [
      'Trains 100%',
      `A key: ${secrets.openaiKey}`,
      'trains_again',
      'Nothing',
      'TRAINS once more',
      `Trains, and ${secrets.openaiKey}`,
    ]
    for (const [index, text] of texts.entries()) {
      await database.query(
        `insert into chat_messages (session_id, role, content, created_at)
values ($1, 'assistant', $2::text::jsonb, '2026-06-01'::timestamptz + $3 * interval '1 second')`,
        [
          session,
          JSON.stringify([
            { type: 'reasoning', thinking: 'A thought', provider_options: { trains: 'trains' } },
            { type: 'tool_call', id: 'x', name: 'trains', input: '{"trains": "hidden-in-a-tool"}' },
            { type: 'text', text },
          ]),
          Math.floor(index / 2),
        ],
      )
    }
    await database.query(
      `insert into application_events (session_id, event_type, event_group, content)
values ($1, 'agent.response', 'agent', '{"text": "All about trams", "result": "trams"}'), ($1, 'agent.tool.result', 'agent', '{"result": "trams"}')`,
      [session],
    )
  })
  afterAll(() => database.close())

  async function search(text: string, more: object = {}, viewer: Viewer | null = demoViewer) {
    const { data, errors, sent } = await createAsk(database)<{
      searchMessages: Found | null
      searchEvents: { nodes: { text: string }[] } | null
    }>(viewer, query, { session, text, ...more })
    const found = data?.searchMessages
    const texts = found?.nodes.map(({ preview }) => preview)
    return { texts, pageInfo: found?.pageInfo, events: data?.searchEvents?.nodes, errors, sent }
  }

  test('finds text without regard to case, for the owner and for admins', async () => {
    for (const viewer of [demoViewer, adminViewer]) {
      const { texts, errors } = await search('TrAiNs', {}, viewer)
      expect(errors).toBeUndefined()
      expect(texts?.toSorted()).toEqual([
        'TRAINS once more',
        'Trains 100%',
        'Trains, and [secret]',
        'trains_again',
      ])
    }
    expect((await search('a thought')).texts).toHaveLength(6)
    expect((await search('trams')).events).toEqual([{ text: 'All about trams' }])
  })

  test('takes the signs of patterns for themselves, and reads nothing of tools', async () => {
    expect((await search('%')).texts).toEqual(['Trains 100%'])
    expect((await search('s_a')).texts).toEqual(['trains_again'])
    expect((await search('\\')).texts).toEqual([])
    expect((await search('hidden-in-a-tool')).texts).toEqual([])
  })

  test('pages both ways through what was found', async () => {
    const all = (await search('trains')).texts ?? []
    const forward: unknown[] = []
    for (let after: string | undefined; ; ) {
      const { texts = [], pageInfo } = await search('trains', { first: 1, after })
      expect(pageInfo?.hasPreviousPage).toBe(after !== undefined)
      forward.push(...texts)
      if (!pageInfo?.hasNextPage) break
      after = pageInfo.endCursor
    }
    const backward: unknown[] = []
    for (let before: string | undefined; ; ) {
      const { texts = [], pageInfo } = await search('trains', { last: 1, before })
      expect(pageInfo?.hasNextPage).toBe(before !== undefined)
      backward.unshift(...texts)
      if (!pageInfo?.hasPreviousPage) break
      before = pageInfo.startCursor
    }
    expect(all).toHaveLength(4)
    expect(forward).toEqual(all)
    expect(backward).toEqual(all)
  })

  test('does not let what is masked be guessed, piece by piece or by its cursors', async () => {
    const newest = (await search('a thought', { first: 1 })).pageInfo?.startCursor
    const oldest = (await search('a thought', { last: 1 })).pageInfo?.endCursor
    for (const guess of ['CANARYopenai', secrets.openaiKey, 'key: sk-', 'and sk-proj', 'sk-p']) {
      for (const more of [{}, { first: 1 }, { last: 1 }, { after: newest }, { before: oldest, last: 1 }]) {
        const { texts, pageInfo } = await search(guess, more)
        expect(texts).toEqual([])
        expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })
      }
      const beyond = [
        await search(guess, { after: oldest }),
        await search(guess, { before: newest, last: 1 }),
      ]
      for (const { pageInfo } of beyond) {
        expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })
      }
    }
    // What is shown in the place of it, and beside it, is found.
    expect((await search('and [sec')).texts).toEqual([])
    expect((await search('a key:')).texts).toEqual(['A key: [secret]'])
  })

  test('finds nothing for others, in a public session neither', async () => {
    for (const viewer of [strangerViewer, null]) {
      const { texts, events, errors, pageInfo } = await search('trains', {}, viewer)
      expect([texts, events, errors]).toEqual([[], [], undefined])
      expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })
    }
    for (const id of [
      sessions.mariaPrivate,
      sessions.mariaPublic,
      sessions.deleted,
      crypto.randomUUID(),
      'x',
    ]) {
      expect((await search('e', { session: id })).texts, id).toEqual([])
    }
  })

  test.each(['', 'x'.repeat(201), 'a\0b', '\uD800'])('refuses to search for %j', async (text) => {
    const { errors } = await search(text)
    expect(errors?.map(({ path }) => path?.[0])).toEqual(['searchMessages', 'searchEvents'])
    for (const { extensions } of errors ?? []) expect(extensions.code).toBe('BAD_USER_INPUT')
  })

  test('reads the words of what matches alone', async () => {
    const { sent } = await search('once more')
    expect(sent.map(({ rows }) => rows).toSorted()).toEqual([0, 1, 1])
  })
})
