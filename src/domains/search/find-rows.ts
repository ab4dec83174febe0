import { scrubText } from '../../auth/secret-patterns.ts'
import type { Queryable } from '../../data/database.ts'
import { resumable } from '../../data/resumable.ts'
import {
  bind,
  indexedRows,
  matchingContents,
  matchingNewest,
  newestOwn,
  ofRecent,
  ownRows,
  type Place,
  type Search,
  type ToPage,
} from './page-queries.ts'
import { allLexemes, longestLexeme } from './search-index.ts'
import { type SearchKind, toPattern } from './search-kinds.ts'
import { allWords, type Choice, chooseWords, noSample, type Sample, toCompare } from './word-sample.ts'

/** A matching row with its searched text, credentials masked. */
export type Found = {
  readonly id: string
  readonly sessionId: string | null
  /** ISO 8601 with microseconds, as cursors have it. */
  readonly createdAt: string
  readonly shown: string
}

/** Rows that were found, newest first. */
export type FoundRows = {
  readonly rows: readonly Found[]
  /** The place of the last row that was read, if the texts of further ones would be too large; otherwise null. */
  readonly cutAt: Place | null
}

/** Number of the user's newest rows whose texts are compared at first, and whose words are counted. */
const defaultMaxCompared = 200
/**
 * Bytes of texts after which a page ends: each kind may read them several times, and all kinds together less than
 * `MAX_READ_BYTES`.
 */
const maxTextBytes = 2_000_000
/** Number of characters of a text that are read for a sample of its words. */
const maxSampled = 10_000
/** Number of times that a page is filled up after rows fell out that match only where they are masked. */
const maxRounds = 5

const isShown = (shown: string, words: readonly string[]): boolean => {
  const lower = shown.toLowerCase()
  return words.every((word) => lower.includes(word.toLowerCase()))
}

/**
 * Finds the newest rows of a user behind a place: fewer than `limit` where their texts are large. A row that matches only where
 * it is masked is not found.
 */
export async function findRows(
  sql: Queryable,
  search: Search,
  place: Place | null,
  limit: number,
  maxCompared = defaultMaxCompared,
): Promise<FoundRows> {
  const found: Found[] = []
  let from = place
  for (let round = 0; round < maxRounds && found.length < limit; round++) {
    const rows = await readPage(sql, search, from, limit, maxCompared)
    for (const { words, pageSize, ...row } of rows) {
      const shown = await resumable(scrubText, words ?? '', undefined)
      if (isShown(shown, search.words)) found.push({ ...row, shown })
    }
    const last = rows.at(-1)
    if (!last) break
    const isCut = isCutOff(rows)
    if (isCut && found.length > 0 && found.length < limit) return { rows: found, cutAt: last }
    if (!isCut && rows.length < limit) break
    from = last
  }
  return { rows: found.slice(0, limit), cutAt: null }
}

/**
 * Reads the newest rows that match. Words that many of the user's rows have are found among the newest of them, by a sample of these, and
 * any others by the index, so that the rows of other users cost nothing.
 */
async function readPage(
  sql: Queryable,
  search: Search,
  place: Place | null,
  limit: number,
  maxCompared: number,
): Promise<Row[]> {
  const { index } = search.match
  if (index === undefined) return readRows(sql, search, place, limit, ownRows)
  if (maxCompared === 0) return readIndexed(sql, search, place, limit, allWords(search.words))
  const { rows, sample } = await readSample(sql, search, index, place, limit, maxCompared)
  if (isWhole(rows, limit)) return rows
  const choice = chooseWords(search.words, sample)
  const compared =
    sample.compared < maxCompared ? null : toCompare(sample, rows.length, limit, choice, index.recent.bounds)
  const newest = compared
    ? await readRows(sql, search, place, limit, matchingNewest(index.recent, compared))
    : []
  if (isWhole(newest, limit)) return newest
  return readIndexed(sql, search, place, limit, choice)
}

/** True if no further rows are needed for a page. */
const isWhole = (rows: readonly Row[], limit: number): boolean => rows.length === limit || isCutOff(rows)

/**
 * Reads rows by the index. Where it is asked for some of the words or parts of words, the texts of what it finds are compared with
 * all of them, unless that is too much.
 */
async function readIndexed(
  sql: Queryable,
  search: Search,
  place: Place | null,
  limit: number,
  { words: rarest, maxCandidates }: Choice,
): Promise<Row[]> {
  const lexemes = search.match.index?.lexemes ?? ''
  if (rarest.length < search.words.length || !search.words.every(isOneLexeme)) {
    const { rows, candidates } = await readCandidates(sql, search, place, limit, rarest, maxCandidates)
    const isKnown = candidates > 0 || rarest.some(hasLexeme)
    if (isWhole(rows, limit) || (isKnown && candidates <= maxCandidates)) return rows
  }
  return readRows(sql, search, place, limit, indexedRows(lexemes, allLexemes), search.words)
}

/** True for a word that PostgreSQL takes for one lexeme. It may take others for several or, like `<b>`, for none. */
const isOneLexeme = (word: string): boolean => /^[a-z\d]+$/i.test(word)
/** True for a word that PostgreSQL takes for one lexeme or more. */
const hasLexeme = (word: string): boolean => /^[a-z\d]+(-[a-z\d]+)*$/i.test(word)

/** `pageSize` is the number of rows of the page, with those whose texts were not read. */
type Row = Omit<Found, 'shown'> & { readonly words: string | null; readonly pageSize: number }

/** What is read beside other values where a page has no rows. */
type NoRow = { readonly id: null }

/** True if a page has rows whose texts were not read. */
const isCutOff = (rows: readonly Row[]): boolean => rows.length < (rows[0]?.pageSize ?? 0)

/** SQL for the rows of a page and their texts. Texts are read of the page alone, and sent until they have `maxTextBytes`; the first one always. */
const withTexts = (kind: SearchKind, page: string): string =>
  `select id, "sessionId", "createdAt", words, "pageSize"
from (select t.id, ${kind.session ?? 'null::uuid'} as "sessionId", t.created_at as "createdAt", said.words, count(*) over ()::int as "pageSize",
  sum(octet_length(said.words)) over (order by t.created_at desc, t.id desc rows between unbounded preceding and 1 preceding) as before
from (${page}) page join ${kind.table} t on t.id = page.id
cross join lateral (select ${kind.words} as words offset 0) said) texts
where before is null or before < ${maxTextBytes}`

const valuesOf = (
  search: Search,
  place: Place | null,
  limit: number,
  value = search.match.value,
): unknown[] => [value, search.userId, limit, ...(place ? [place.createdAt, place.id] : [])]

/**
 * Reads a page of rows that match. The statement has no name, so that PostgreSQL plans for the words and the user that it is
 * sent with.
 */
function readRows(
  sql: Queryable,
  search: Search,
  place: Place | null,
  limit: number,
  toPage: ToPage,
  value = search.match.value,
): Promise<Row[]> {
  const values = valuesOf(search, place, limit, value)
  const page = toPage(search, place, values)
  return sql.query<Row>(`${withTexts(search.kind, page)}\norder by "createdAt" desc, id desc`, values)
}

/**
 * Reads a page of rows that match among the newest of those that have some of the words, by the index, and how many these are: at most one
 * more than the given number, which are compared.
 */
async function readCandidates(
  sql: Queryable,
  search: Search,
  place: Place | null,
  limit: number,
  words: readonly string[],
  maxCandidates: number,
): Promise<{ rows: Row[]; candidates: number }> {
  const { kind, match } = search
  const values = valuesOf(search, place, maxCandidates + 1, words)
  const [value, count] = [bind(values, match.value), bind(values, limit)]
  const indexed = indexedRows(match.index?.lexemes ?? '', longestLexeme, ', t.created_at, t.content')
  const read = await sql.query<{ readonly candidates: number } & (Row | NoRow)>(
    `with candidates as materialized (${indexed(search, place, values)})
select counted.candidates, found.* from (select count(*)::int as candidates from candidates) counted
left join (${withTexts(kind, matchingContents(search, 'candidates', `${value}::text[]`, `${count}::int`))}) found on true
order by "createdAt" desc, id desc`,
    values,
  )
  return {
    rows: read.flatMap(({ candidates: _, ...row }) => (row.id === null ? [] : [row])),
    candidates: read[0]?.candidates ?? 0,
  }
}

/** Reads a page of rows that match among the newest and, if it is not full, how many of these hold each word, in one statement. */
async function readSample(
  sql: Queryable,
  search: Search,
  { recent, raw }: NonNullable<SearchKind['index']>,
  place: Place | null,
  limit: number,
  maxCompared: number,
): Promise<{ rows: Row[]; sample: Sample }> {
  const { kind, words } = search
  const values = valuesOf(search, place, limit)
  const newest = newestOwn(recent, { own: maxCompared, all: 2 * maxCompared })(search, place, values)
  const [lower, patterns] = [words.map((word) => word.toLowerCase()), words.map(toPattern)].map((list) =>
    bind(values, list),
  )
  // Most texts lack the word, which strpos sees in a fraction of the time of the expression.
  const counts = words.map(
    (_, i) =>
      `count(*) filter (where case when strpos(text, (${lower}::text[])[${i + 1}]) > 0 then text ~ (${patterns}::text[])[${i + 1}] end)`,
  )
  const read = await sql.query<{ readonly sample: Sample } & (Row | NoRow)>(
    `with own as materialized (${newest}),
said as materialized (select own.id, own.created_at, t.content from own
  cross join lateral (select t.content from ${kind.table} t where t.id = own.id offset 0) t),
page as materialized (${matchingContents(search, '(select * from said order by created_at desc, id desc offset 0)', '$1', '$3')}),
texts as (select octet_length(${raw}) as bytes, lower(left(said.words, ${maxSampled})) as text from said t
  cross join lateral (select ${kind.words} as words offset 0) said where (select count(*) from page) < $3)
select to_jsonb(sample) as sample, found.* from (select count(*)::int as compared, jsonb_build_array(${counts.join(', ')}) as counts,
  coalesce(avg(bytes), 0)::int as "meanBytes", (select count(*)::int from ${kind.table} r where ${ofRecent(recent, place)}
    and r.created_at >= (select min(created_at) from own) and exists (select from texts)) as among,
  (select count(*)::int from sessions s where s.user_id = $2 and not s.is_deleted) as sessions from texts) sample
left join (${withTexts(kind, 'select id from page')}) found on true
order by "createdAt" desc, id desc`,
    values,
  )
  return {
    rows: read.flatMap(({ sample: _, ...row }) => (row.id === null ? [] : [row])),
    sample: read[0]?.sample ?? noSample,
  }
}
