import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDatabase } from '../../src/data/check.ts'
import type { Database } from '../../src/data/database.ts'
import { sessions } from '../../src/demo/identities.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../support/create-ask.ts'
import { testDatabases } from '../support/database.ts'

const tables = ['purge_dead_letter', 'sar_intake', 'user_agents', 'user_memories']

const own = `{ viewer { memories { totalCount nodes { memory } } agents { totalCount nodes { name } } } }`
const forAdmins = `{ purgeDeadLetters { totalCount nodes { provider } }
  subjectAccessRequests { totalCount nodes { scope } } }`
const columns = `{ viewer { isPurging purgingSince }
  session(id: "${sessions.longChat}") { chatSummaries { nodes { authority } } }
  events: session(id: "${sessions.website}") { events(first: 2) { nodes { strippedAt } } } }`

type Nodes<Node> = { readonly totalCount: number; readonly nodes: readonly Node[] }
type Own = { viewer: { memories: Nodes<{ memory: string }>; agents: Nodes<{ name: string }> } }
type Columns = {
  viewer: { isPurging: boolean | null; purgingSince: string | null }
  session: { chatSummaries: { nodes: readonly { authority: string | null }[] } }
  events: { events: { nodes: readonly { strippedAt: string | null }[] } }
}

describe.each(testDatabases)('what newer platform revisions add, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>
  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  const read = async <Data>(query: string, viewer = demoViewer) => {
    const { data, errors } = await ask<Data>(viewer, query)
    expect(errors).toBeUndefined()
    if (!data) throw new Error('no data')
    return data
  }

  it('shows each user their own memories and agents', async () => {
    const [mine, others] = [await read<Own>(own), await read<Own>(own, strangerViewer)]
    expect(mine.viewer.memories.nodes.map(({ memory }) => memory)).toEqual([
      'Runs a design studio with three people.',
      'Prefers concise answers with sources.',
    ])
    expect(mine.viewer.agents.nodes.map(({ name }) => name)).toEqual(['Invoice clerk', 'Old clerk'])
    expect(others.viewer.memories.nodes).toEqual([{ memory: 'Writes in Vietnamese.' }])
    expect(others.viewer.agents.nodes).toEqual([{ name: 'Translator' }])
  })

  it.each([
    ['a topic', '{ topic: "sources" }', 1],
    ['part of a topic, which is none', '{ topic: "sourc" }', 0],
    ['a topic with quotes', '{ topic: "\\"]" }', 0],
  ])('finds memories by %s', async (_what, filter, count) => {
    const { viewer } = await read<Own>(
      `{ viewer { memories(filter: ${filter}) { totalCount nodes { memory } } } }`,
    )
    expect(viewer.memories.totalCount).toBe(count)
  })

  it('hides credentials in settings of agents and in what memories were made of', async () => {
    const { data } = await ask(
      demoViewer,
      '{ viewer { memories { nodes { input } } agents { nodes { toolArgs connectorConfig skillConfig } } } }',
    )
    expect(JSON.stringify(data)).not.toContain('CANARY')
    expect(data).toMatchObject({
      viewer: {
        agents: {
          nodes: [
            { toolArgs: { web_search: { max_results: 5 } }, connectorConfig: { enabled: ['google_drive'] } },
            { toolArgs: null },
          ],
        },
      },
    })
  })

  it('shows erasures and requests of their subjects to admins only', async () => {
    expect(await read(forAdmins, adminViewer)).toMatchObject({
      purgeDeadLetters: { totalCount: 2 },
      subjectAccessRequests: { totalCount: 2 },
    })
    for (const viewer of [demoViewer, null]) {
      const { errors } = await ask(viewer, forAdmins)
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(
        Array(2).fill(viewer ? 'FORBIDDEN' : 'UNAUTHENTICATED'),
      )
    }
  })

  it('pages through requests, whose key has two columns', async () => {
    type Page = {
      subjectAccessRequests: { nodes: unknown[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
    }
    const page = (after: string) =>
      read<Page>(
        `{ subjectAccessRequests(first: 1${after}) { nodes { receivedAt user { email } } pageInfo { endCursor hasNextPage } } }`,
        adminViewer,
      )
    const { subjectAccessRequests: first } = await page('')
    const { subjectAccessRequests: second } = await page(`, after: "${first.pageInfo.endCursor}"`)
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false])
    expect(second.nodes).not.toEqual(first.nodes)
  })

  it('answers null for columns that the database does not have', async () => {
    const { viewer, session, events } = await read<Columns>(columns)
    expect(viewer).toEqual({ isPurging: null, purgingSince: null })
    expect(session.chatSummaries.nodes.length).toBeGreaterThan(0)
    for (const node of session.chatSummaries.nodes) expect(node).toEqual({ authority: null })
    expect(events.events.nodes).toEqual([{ strippedAt: null }, { strippedAt: null }])
  })

  it('serves columns as soon as the database has them', async () => {
    await database.script(`alter table users add is_purging bool not null default false, add is_purging_set_at timestamptz;
      alter table application_events add stripped_at timestamptz;
      alter table chat_summaries add summary_authority varchar;
      update users set is_purging = true, is_purging_set_at = '2026-05-02T03:04:05Z' where id = '${demoViewer.id}';
      update application_events set stripped_at = '2026-05-03T03:04:05Z', content = '{}';
      update chat_summaries set summary_authority = 'claude_code'`)
    const { viewer, session, events } = await read<Columns>(columns)
    expect(viewer).toEqual({ isPurging: true, purgingSince: '2026-05-02T03:04:05.000Z' })
    for (const node of session.chatSummaries.nodes) expect(node).toEqual({ authority: 'claude_code' })
    expect(events.events.nodes[0]).toEqual({ strippedAt: '2026-05-03T03:04:05.000Z' })
  })

  it('needs no constraints, and takes other lengths of text', async () => {
    await database.script(`alter table user_memories alter memory type varchar, alter memory_id drop not null,
      drop constraint user_memories_memory_id_key, drop constraint user_memories_user_id_fkey, add note text not null default ''`)
    const { ok, features } = await checkDatabase(database)
    expect({ ok, absent: [...features.absentTables] }).toEqual({ ok: true, absent: [] })
    expect((await read<Own>(own)).viewer.memories.totalCount).toBe(2)
  })

  it('reads a table of another form, and one that is missing, as empty', async () => {
    await database.script(`alter table user_memories alter memory type jsonb using to_jsonb(memory);
      alter table user_agents drop column agent_name; drop table purge_dead_letter, sar_intake`)
    const { ok, differences, features } = await checkDatabase(database)
    expect({ ok, absent: [...features.absentTables].sort() }).toEqual({ ok: true, absent: tables })
    const texts = differences.map(({ text }) => text)
    expect(texts).toContain(
      'table user_memories is read as empty: its column memory is jsonb instead of text',
    )
    expect(texts).toContain('table user_agents is read as empty: it has no column agent_name')
    ask = createAsk(database, { features })
    const none = { totalCount: 0, nodes: [] }
    expect(await read<Own>(own)).toEqual({ viewer: { memories: none, agents: none } })
    expect(await read(forAdmins, adminViewer)).toEqual({
      purgeDeadLetters: none,
      subjectAccessRequests: none,
    })
  })
})
