import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Queryable } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { findRows } from '../../../src/domains/search/find-rows.ts'
import { createSearchIndexes } from '../../../src/domains/search/search-index.ts'
import { type SearchKindName, searchKinds, toMatch } from '../../../src/domains/search/search-kinds.ts'
import { postgresOnly } from '../../support/database.ts'
import { countBlocksRead, type ExecutedPlan, explainAnalyze, listScannedTables } from '../../support/plans.ts'

/**
 * What a search read: blocks of the cache and the disk, rows of messages and events, tables from end to end, the index how often, and how
 * many messages it took apart.
 */
type Work = { blocks: number; rows: number; whole: string[]; lookups: number; parsed: number }

const large = ['chat_messages', 'application_events']

/** How many rows of the large tables a plan read from them, and not from an index, those included that it threw away. */
const rowsRead = (plan: ExecutedPlan): number => {
  const isLarge = large.includes(plan['Relation Name'] ?? '') && plan['Node Type'] !== 'Index Only Scan'
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)
  const own = isLarge ? (plan['Actual Rows'] + removed) * plan['Actual Loops'] : 0
  return (plan.Plans ?? []).reduce((sum, inner) => sum + rowsRead(inner), own)
}

/** How many times a plan listed the parts of a message. */
const countParsed = (plan: ExecutedPlan): number =>
  (plan.Plans ?? []).reduce(
    (sum, inner) => sum + countParsed(inner),
    plan['Node Type'] === 'Function Scan' && plan.Alias === 'p' ? plan['Actual Loops'] : 0,
  )

/** Sends each statement as it is, after it was executed under EXPLAIN, whose figures it adds to the work. */
const measured = (database: Database, work: Work): Queryable => ({
  async query(statement, values) {
    const text = typeof statement === 'string' ? statement : statement.text
    if (!text.startsWith('explain')) {
      const plan = await explainAnalyze(database, text, values)
      work.blocks += countBlocksRead(plan)
      work.rows += rowsRead(plan)
      work.parsed += countParsed(plan)
      work.lookups += Number(text.includes('@@ any('))
      work.whole.push(...listScannedTables(plan))
    }
    return database.query(statement, values)
  },
})

/** The columns that tell one copy of a row from another; `$word` is the word that a search is for, or none. */
const copied: Readonly<Record<string, string>> = {
  sessions: `'id', md5($user || n)::uuid, 'user_id', $user, 'is_deleted', false, 'name', 'Notes ' || n || $word`,
  chat_messages: `'session_id', $session, 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'Line ' || n || $word))`,
  application_events: `'session_id', $session, 'user_id', $user, 'event_type', 'agent.response', 'content', jsonb_build_object('text', 'Line ' || n || $word)`,
  user_assets: `'user_id', $user, 'file_name', 'notes-' || n || $word, 'storage_path', $user || n`,
  storybooks: `'session_id', $session, 'name', 'Book ' || n || $word, 'root_storybook_id', null, 'parent_storybook_id', null`,
  slide_contents: `'session_id', $session, 'presentation_name', 'Deck ' || n || $word, 'slide_number', 1`,
}

const word = 'quokka'
/** A word of every row of others, and of a single one of the user. */
const othersWord = 'wallaby'
const ownRows = 2_000
/** Rows of others. Also the few are more than the newest of all that a search looks through. */
const [fewOfOthers, manyOfOthers] = [8_500, 25_500]

/** Adds `count` rows of each kind for a user, after the first `from`; with `hasWord`, every hundredth has the word, and ten share a session. */
async function fill(database: Database, user: string, from: number, count: number, hasWord: boolean) {
  await database.transaction(async (tx) => {
    // VACUUM takes rows for visible only once their commit is on disk.
    await tx.query('set local synchronous_commit = on')
    await tx.query('set local session_replication_role = replica')
    for (const [table, columns] of Object.entries(copied)) {
      const given = columns
        .replaceAll('$user', `'${user}'`)
        .replaceAll('$session', `md5('${user}' || (n / 10) * 10)::uuid`)
        .replaceAll(
          '$word',
          hasWord
            ? `case when n % 100 = 0 then ' ${word}' when n = ${ownRows - 1} then ' ${othersWord}' else '' end`
            : `' ${othersWord}'`,
        )
      const own = table === 'sessions' ? '' : `'id', gen_random_uuid(),`
      await tx.query(
        `insert into ${table} select (jsonb_populate_record(one.copied, jsonb_build_object(${own} 'created_at', now() - n * interval '1 minute', ${given}))).*
from (select copied from ${table} copied limit 1) one, generate_series(${from}, ${from + count - 1}, ${table === 'sessions' && hasWord ? 10 : 1}) n`,
      )
    }
  })
}

// The embedded database has no index of words.
const servers = postgresOnly()

describe.each(servers)('search at volume, on $kind', ({ open }) => {
  const kinds = Object.keys(searchKinds) as SearchKindName[]
  const user = people.nora.id
  /** The work of each kind while others have few rows, and while they have three times as many. */
  const [few, many] = [new Map<SearchKindName, Work>(), new Map<SearchKindName, Work>()]
  const indexed = ['MESSAGE', 'EVENT'] as const
  /** The same of a word that each row has. */
  const [fewOfMany, manyOfMany] = [new Map<SearchKindName, Work>(), new Map<SearchKindName, Work>()]
  let database: Database

  const wanted = (kind: SearchKindName, text: string) => ({
    kind: searchKinds[kind],
    match: toMatch(searchKinds[kind], text.split(' '), true),
    words: text.split(' '),
    userId: user,
  })

  async function search(kind: SearchKindName, text = word, count = 10, maxCompared?: number): Promise<Work> {
    const work: Work = { blocks: 0, rows: 0, whole: [], lookups: 0, parsed: 0 }
    const limit = Math.max(count, 10)
    const { rows } = await findRows(measured(database, work), wanted(kind, text), null, limit, maxCompared)
    expect(rows).toHaveLength(count)
    return work
  }

  beforeAll(async () => {
    database = await open('seeded')
    await createSearchIndexes(database)
    await fill(database, user, 0, ownRows, true)
    for (const [work, ofMany, from, to] of [
      [few, fewOfMany, 0, fewOfOthers],
      [many, manyOfMany, fewOfOthers, manyOfOthers],
    ] as const) {
      await fill(database, people.kenji.id, from, to - from, false)
      await database.query('vacuum analyze')
      for (const kind of kinds) work.set(kind, await search(kind))
      for (const kind of indexed) ofMany.set(kind, await search(kind, 'line'))
    }
  }, 180_000)
  afterAll(() => database.close())

  it.each(kinds)('%s: reads by index, and no more than what is one’s own', (kind) => {
    expect(many.get(kind)?.whole).toEqual([])
    expect(many.get(kind)?.blocks).toBeLessThan(ownRows)
  })

  it.each(kinds)('%s: reads as much when others have three times as many rows', (kind) => {
    expect(many.get(kind)?.blocks).toBeLessThan((few.get(kind)?.blocks ?? 0) * 1.5)
  })

  it.each(indexed)('%s: finds the same among the newest rows as by the index', async (kind) => {
    for (const text of [
      ...[word, 'line', 'line 1', 'nowhere', `line ${word}`, `l li lin line ${othersWord}`],
      ...[
        'l li 1 10',
        `line-1 ${word}`,
        `<b> ${word}`,
        `a)( ${word}`,
        '[L \\\\d 5',
        'LINE 5 n',
        `line nowhere ${othersWord}`,
      ],
    ]) {
      const byIndex = await findRows(database, wanted(kind, text), null, 30, 0)
      expect(await findRows(database, wanted(kind, text), null, 30), text).toEqual(byIndex)
      const place = byIndex.rows[9] ?? null
      expect(await findRows(database, wanted(kind, text), place, 15), text).toEqual(
        await findRows(database, wanted(kind, text), place, 15, 0),
      )
    }
  })

  const othersWords = [
    [othersWord, 1],
    [othersWord.slice(0, 1), 1],
    [`${othersWord} nowhere`, 0],
  ] as const

  it.each(indexed)('%s: reads by the index the rows that match, and none of others', async (kind) => {
    for (const [text, count] of othersWords) {
      const { rows, whole } = await search(kind, text, count, 0)
      expect(whole, text).toEqual([])
      expect(rows, text).toBeLessThanOrEqual(2 * count)
    }
  })

  it.each(indexed)(
    '%s: reads few rows besides for a word that others have and the user hardly',
    async (kind) => {
      for (const [text, count] of othersWords) {
        // The user's rows are sorted, of which 200 are compared; messages are read with as many of others.
        const { rows, whole } = await search(kind, text, count)
        expect(whole, text).toEqual([])
        expect(rows, text).toBeLessThan(ownRows + 200 + 50)
      }
    },
  )

  it.each(indexed)('%s: compares few texts for a word of the newest rows', async (kind) => {
    const { rows, blocks } = await search(kind, 'line')
    expect(rows).toBeLessThan(ownRows + 200 + 50)
    expect(blocks).toBeLessThan(ownRows)
  })

  it.each(indexed)('%s: compares texts instead of asking the index for words of many rows', async (kind) => {
    const { lookups, rows } = await search(kind, '5', 30)
    expect(lookups).toBe(0)
    expect(rows).toBeLessThan(4 * ownRows)
  })

  it('takes apart a sample of messages, and of the others those that have the letters of the words', async () => {
    const { parsed } = await search('MESSAGE', '5', 30)
    expect(parsed).toBeGreaterThan(50)
    expect(parsed).toBeLessThan(400)
  })

  it('finds rows by the index and compares them in one statement', async () => {
    const statements: string[] = []
    const sql: Queryable = {
      query: (statement, values) => {
        statements.push(typeof statement === 'string' ? statement : statement.text)
        return database.query(statement, values)
      },
    }
    await findRows(sql, wanted('MESSAGE', `l li lin line ${othersWord}`), null, 10)
    expect(statements.map((text) => text.includes('@@ any('))).toEqual([false, true])
  })

  it.each(indexed)('%s: asks the index for the rare ones of several words', async (kind) => {
    const alone = await search(kind, othersWord, 1)
    const { lookups, blocks } = await search(kind, `l li lin line ${othersWord}`, 1)
    expect([alone.lookups, lookups]).toEqual([1, 1])
    expect(blocks).toBeLessThan(alone.blocks * 1.5)
  })

  it.each(indexed)('%s: asks the index for a compound and not for its parts', async (kind) => {
    const alone = await search(kind, 'nowhere', 0)
    const { lookups, blocks } = await search(kind, 'line-nowhere', 0)
    expect(lookups).toBe(1)
    expect(blocks).toBeLessThan(alone.blocks * 1.2)
  })

  it('reads as much by the index while writers write', async () => {
    const before = await Promise.all(indexed.map(async (kind) => (await search(kind, word, 10, 0)).blocks))
    await fill(database, people.kenji.id, manyOfOthers, 1_000, false)
    for (const [at, kind] of indexed.entries())
      expect((await search(kind, word, 10, 0)).blocks, kind).toBeLessThan((before[at] ?? 0) * 1.2)
  })

  it.each(indexed)('%s: reads as much for a word of many rows when others have more of them', (kind) => {
    expect(manyOfMany.get(kind)?.whole).toEqual([])
    expect(manyOfMany.get(kind)?.blocks).toBeLessThan((fewOfMany.get(kind)?.blocks ?? 0) * 1.5)
  })
})
