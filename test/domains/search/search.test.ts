import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people, sessions } from '../../../src/demo/identities.ts'
import {
  createSearchIndexes,
  describeSearchIndexes,
  dropSearchIndexes,
} from '../../../src/domains/search/search-index.ts'
import { toSnippet } from '../../../src/domains/search/snippet.ts'
import { signTokenFor } from '../../support/client.ts'
import { testDatabases } from '../../support/database.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'
import { operations } from '../../support/operations.ts'

const query = operations.find(({ name }) => name === 'search/search')?.source ?? ''
const secret = 'sk-proj-Zk3uQ9vT7mB1xR5wL8nC2pY6dF4gH0jAqE3sV7bN1mK5tW9z'

type Node = {
  kind: string
  text: string
  highlights: { start: number; length: number }[]
  node: { __typename: string } | null
  session: { name: string } | null
}
type Answer = {
  search: { edges: { cursor: string; node: Node }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
}

describe.each(testDatabases)('search, on $kind', ({ kind, open }) => {
  let database: Database
  let gateway: TestGateway
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
    await write(sessions.website, 'The zebrafish swims on 2026-01-01')
    await write(sessions.website, `zebrafish with the key ${secret}`)
    await write(sessions.deleted, 'zebrafish of a deleted session')
    await write(sessions.mariaPrivate, 'zebrafish of another user')
    await write(sessions.mariaPublic, 'zebrafish of a public session of another user')
    await database.query(
      `insert into application_events (session_id, event_group, event_type, content)
values ($1, 'agent', 'agent.response', jsonb_build_object('text', 'A zebrafish, O''Brien said, isn''t 100% striped'))`,
      [sessions.website],
    )
  })
  afterAll(() => gateway.close())

  const write = (session: string, text: string) =>
    database.query(
      `insert into chat_messages (session_id, role, content)
values ($1, 'user', jsonb_build_array(jsonb_build_object('type', 'text', 'text', $2::text)))`,
      [session, text],
    )

  async function find(
    text: string,
    more: object = {},
    person: { id: string; email: string } | null = people.demo,
  ) {
    const token = person ? await signTokenFor(person) : undefined
    return gateway.ask<Answer>(query, { token, variables: { text, ...more } })
  }
  async function nodes(
    text: string,
    more: object = {},
    person = people.demo as { id: string; email: string },
  ) {
    const { data, errors } = await find(text, more, person)
    if (errors) throw new Error(JSON.stringify(errors))
    return data?.search.edges.map(({ node }) => node) ?? []
  }

  it('needs an index for messages and events on a server, and says so', async () => {
    const { errors } = await find('zebrafish', { kinds: ['MESSAGE'] })
    expect(errors?.[0]?.extensions?.code).toBe(kind === 'postgres' ? 'NOT_CONFIGURED' : undefined)
    const kinds = (await nodes('zebrafish')).map((node) => node.kind)
    expect(new Set(kinds)).toEqual(new Set(kind === 'postgres' ? [] : ['MESSAGE', 'EVENT']))
    expect((await nodes('lighthouse')).some((node) => node.kind === 'SESSION')).toBe(true)
  })

  it.each(['without', 'with'])('finds what one owns, and nothing else, %s indexes', async (indexes) => {
    if (indexes === 'with') await createSearchIndexes(database)
    else if (kind === 'postgres') return
    const found = await nodes('ZEBRA')
    expect(found.map((node) => [node.kind, node.node?.__typename, node.session !== null])).toEqual([
      ['EVENT', 'ApplicationEvent', true],
      ['MESSAGE', 'ChatMessage', true],
      ['MESSAGE', 'ChatMessage', true],
    ])
    for (const { text, highlights } of found)
      expect(highlights.map(({ start, length }) => text.slice(start, start + length).toLowerCase())).toEqual([
        'zebra',
      ])
    const others = await nodes('zebrafish', {}, people.maria)
    expect(others.map(({ text }) => text).sort()).toEqual([
      'zebrafish of a public session of another user',
      'zebrafish of another user',
    ])
    expect(await nodes('zebrafish striped', { kinds: ['EVENT'] })).toHaveLength(1)
    expect(await nodes('zebrafish sworn')).toEqual([])
    expect((await find('zebrafish', {}, null)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  })

  it('matches every character literally', async () => {
    for (const text of ["O'Brien", "isn't 100%", 'zebrafish,', 'zebrafish & | ! ( ) : * \\ %'])
      expect((await nodes(text, { kinds: ['EVENT'] })).length, text).toBe(1)
    for (const text of ['', ' ', '&!', 'x'.repeat(201), 'a b c d e f g h i j k'])
      expect((await find(text)).errors?.[0]?.extensions?.code, text).toBe('BAD_USER_INPUT')
  })

  it('finds names in upper and lower case, in which every character stands for itself', async () => {
    await database.query(
      `insert into user_assets (user_id, file_name, storage_path) values ($1, 'ÜBERSICHT 100%_ab.csv', 'overview')`,
      [people.demo.id],
    )
    await database.query(
      `insert into slide_contents (session_id, presentation_name, slide_number, slide_title, slide_content)
values ($1, 'Äquator', 1, null, ''), ($1, 'Äquator', 2, 'Tropen', '')`,
      [sessions.website],
    )
    const texts = async (text: string, kind: string) =>
      (await nodes(text, { kinds: [kind] })).map((node) => node.text).sort()
    for (const text of ['übersicht', 'Übersicht', '100%_AB', 'csv ÜBER'])
      expect(await texts(text, 'FILE'), text).toEqual(['ÜBERSICHT 100%_ab.csv'])
    for (const text of ['100x_ab', '100%xab', 'über\\sicht'])
      expect(await texts(text, 'FILE'), text).toEqual([])
    expect(await texts('äquator', 'SLIDE')).toEqual(['Äquator', 'Äquator: Tropen'])
    expect(await texts('TROPEN ÄQUATOR', 'SLIDE')).toEqual(['Äquator: Tropen'])
  })

  it('finds no credential, and shows none', async () => {
    expect(await nodes('Zk3uQ9vT7mB1xR5w')).toEqual([])
    expect(await nodes('sk-proj-Zk3')).toEqual([])
    expect(JSON.stringify(await nodes('zebrafish'))).not.toContain('Zk3u')
    expect((await nodes('zebrafish key'))[0]?.text).toBe('zebrafish with the key [secret]')
  })

  it('finds words with marks, and the beginnings of long ones', async () => {
    const long = 'https://example.org/'.concat('q'.repeat(1_500))
    for (const text of [`a semi-detached o'neill back\\slash`, `see ${long}`])
      await write(sessions.website, text)
    for (const text of ['semi-detached', 'semi-det', "o'neill", "o'n back\\slash", long.slice(0, 150)])
      expect(await nodes(text, { kinds: ['MESSAGE'] }), text).toHaveLength(1)
    for (const text of ['semi-attached', "':* | 'a"]) {
      expect(await nodes(text, { kinds: ['MESSAGE', 'EVENT'] }), text).toEqual([])
    }
  })

  /** The texts of each page. */
  async function pagesOf(text: string, first: number): Promise<string[][]> {
    const pages: string[][] = []
    for (let after: string | undefined, more = true; more; ) {
      const { data, errors } = await find(text, { first, after })
      expect(errors).toBeUndefined()
      pages.push(data?.search.edges.map(({ node }) => node.text) ?? [])
      after = data?.search.pageInfo.endCursor
      more = data?.search.pageInfo.hasNextPage ?? false
    }
    return pages
  }

  it('ends a page where texts are large, so that all are found', async () => {
    await database.query(
      `insert into chat_messages (session_id, role, content, created_at)
select $1, 'user', jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'numbat ' || i || repeat(' Some words.', 80000))),
  now() - i * interval '1 minute' from generate_series(1, 20) i`,
      [sessions.website],
    )
    await database.query(
      `insert into user_assets select (jsonb_populate_record(one.asset, jsonb_build_object('id', gen_random_uuid()::text, 'user_id', $1::text,
  'storage_path', 'numbat' || i, 'file_name', 'numbat file ' || i, 'created_at', now() - (i * 3 + 0.5) * interval '1 minute'))).*
from (select asset from user_assets asset limit 1) one, generate_series(1, 5) i`,
      [people.demo.id],
    )
    const pages = await pagesOf('numbat', 20)
    expect(pages.length).toBeGreaterThan(5)
    expect(pages.map(({ length }) => length)).not.toContain(0)
    const places = Array.from({ length: 20 }, (_, i) => [i + 1, `numbat ${i + 1} `] as const)
    const files = Array.from({ length: 5 }, (_, i) => [(i + 1) * 3 + 0.5, `numbat file ${i + 1}`] as const)
    const expected = [...places, ...files].sort(([a], [b]) => a - b).map(([, start]) => start)
    expect(pages.flat().map((text, i) => text.slice(0, expected[i]?.length))).toEqual(expected)
    await database.query("delete from chat_messages where content->0->>'text' like 'numbat %'")
  })

  it('pages through everything, newest first, with times that are equal', async () => {
    await database.query(
      `insert into chat_messages (session_id, role, content, created_at)
select $1, 'user', jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'quagga ' || i)), date_trunc('hour', now()) - (i / 4) * interval '1 minute'
from generate_series(1, 23) i`,
      [sessions.website],
    )
    const whole = (await nodes('quagga', { first: 100 })).map(({ text }) => text)
    expect(whole).toHaveLength(23)
    expect((await pagesOf('quagga', 5)).flat()).toEqual(whole)
    expect((await find('quagga', { after: 'x' })).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  it('lets a role that owns nothing write, where functions are not for everyone', async () => {
    await database.script('alter default privileges revoke execute on functions from public')
    await dropSearchIndexes(database)
    await createSearchIndexes(database)
    await database.script(
      'alter default privileges grant execute on functions to public; create role search_writer; grant select, insert on chat_messages to search_writer',
    )
    try {
      await database.transaction(async (tx) => {
        await tx.script('set local role search_writer')
        await tx.query(
          `insert into chat_messages (session_id, role, content) values ($1, 'user', '[{"type": "text", "text": "kiwi"}]')`,
          [sessions.website],
        )
      })
    } finally {
      await database.script('drop owned by search_writer; drop role search_writer')
    }
    expect(await nodes('kiwi', { kinds: ['MESSAGE'] })).toHaveLength(1)
  })

  it.runIf(kind === 'postgres')('replaces the indexes of an earlier version', async () => {
    // Not the whole text: an index also gets deleted rows that another transaction may still see, and refuses large ones.
    await database.script(`create function ii_gateway_message_words(content jsonb) returns text language sql immutable
as $$ select left(content::text, 100) $$; create index ii_gateway_message_search on chat_messages (ii_gateway_message_words(content))`)
    await createSearchIndexes(database)
    const left = await database.query(
      "select from pg_class where relname = 'ii_gateway_message_search' union all select from pg_proc where proname = 'ii_gateway_message_words'",
    )
    expect(left).toEqual([])
  })

  it('lets the platform write texts of any size with the indexes, which can be dropped', async () => {
    const words = Array.from({ length: 300_000 }, (_, i) => i.toString(36)).join(' ')
    await write(sessions.website, `okapi ${words}`)
    await write(sessions.website, 'okapi '.repeat(10).concat('x'.repeat(3_000_000)))
    expect((await pagesOf('okapi', 20)).flat()).toHaveLength(2)
    expect((await describeSearchIndexes(database)).join()).not.toContain('absent')
    await createSearchIndexes(database)
    await dropSearchIndexes(database)
    expect((await describeSearchIndexes(database)).join()).toMatch(/absent.*absent/)
  })
})

describe('a snippet', () => {
  it('is cut around the first word, at whole characters', () => {
    const text = `${'😀'.repeat(100)} okapi ${'😀'.repeat(200)}`
    const snippet = toSnippet(text, ['OKAPI'])
    expect(snippet.text.isWellFormed()).toBe(true)
    expect(snippet.text.length).toBeLessThan(250)
    const [{ start, length } = { start: 0, length: 0 }] = snippet.highlights
    expect(snippet.text.slice(start, start + length)).toBe('okapi')
  })

  it('matches words literally', () => {
    expect(toSnippet('a+b (c) [d] e', ['(c)', 'a+b']).highlights).toEqual([
      { start: 0, length: 3 },
      { start: 4, length: 3 },
    ])
  })
})
