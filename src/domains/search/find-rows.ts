import { scrubText } from '../../auth/secret-patterns.ts'
import type { Queryable } from '../../data/database.ts'
import { resumable } from '../../data/resumable.ts'
import { allLexemes, longestLexeme, sessionQueries } from './search-index.ts'
import { type Match, type RecentRows, type SearchKind, toPattern } from './search-kinds.ts'
import { allWords, type Choice, chooseWords, type Sample, toCompare } from './word-sample.ts'

/** A matching row with its searched text, credentials masked. */
export type Found = {
  readonly id: string
  readonly sessionId: string | null
  /** ISO 8601 with microseconds, as cursors have it. */
  readonly createdAt: string
  readonly shown: string
}

/** The place behind which rows are wanted: newer ones come first. */
export type Place = { readonly createdAt: string; readonly id: string }

/** Rows that were found, newest first. */
export type FoundRows = {
  readonly rows: readonly Found[]
  /** The place of the last row that was read, if the texts of further ones would be too large; otherwise null. */
  readonly cutAt: Place | null
}

/** What is searched, for one user. */
export type Search = {
  readonly kind: SearchKind
  readonly match: Match
  readonly words: readonly string[]
  readonly userId: string
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
  const among = (count: number) => readRows(sql, search, place, limit, newestRows(index.recent, count))
  if (maxCompared === 0) return readIndexed(sql, search, place, limit, allWords(search.words))
  const { rows, sample } = await readSample(sql, search, place, limit, newestOwn(index.recent, maxCompared))
  if (isWhole(rows, limit)) return rows
  const count = sample.compared < maxCompared ? 0 : toCompare(sample, rows.length, limit)
  const newest = count > 0 ? await among(count) : []
  if (isWhole(newest, limit)) return newest
  return readIndexed(sql, search, place, limit, chooseWords(search.words, sample, limit))
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
  { words: rarest, maxCandidates, isPageExpected }: Choice,
): Promise<Row[]> {
  const lexemes = search.match.index?.lexemes ?? ''
  if (rarest.length < search.words.length || !search.words.every(isOneLexeme)) {
    const values = valuesOf(search, place, maxCandidates + 1, rarest)
    const found = await sql.query<{ id: string }>(
      indexedRows(lexemes, longestLexeme)(search, place, values),
      values,
    )
    const ids = found.map(({ id }) => id)
    if (ids.length > 0 && ids.length <= maxCandidates)
      return readRows(sql, search, place, limit, candidateRows(ids))
    if (ids.length === 0 && rarest.some(hasLexeme)) return []
    const rows = isPageExpected ? await readRows(sql, search, place, limit, candidateRows(ids)) : []
    if (isWhole(rows, limit)) return rows
  }
  return readRows(sql, search, place, limit, indexedRows(lexemes, allLexemes), search.words)
}

/** True for a word that PostgreSQL takes for one lexeme. It may take others for several or, like `<b>`, for none. */
const isOneLexeme = (word: string): boolean => /^[a-z\d]+$/i.test(word)
/** True for a word that PostgreSQL takes for one lexeme or more. */
const hasLexeme = (word: string): boolean => /^[a-z\d]+(-[a-z\d]+)*$/i.test(word)

/** `pageSize` is the number of rows of the page, with those whose texts were not read. */
type Row = Omit<Found, 'shown'> & { readonly words: string | null; readonly pageSize: number }

/** True if a page has rows whose texts were not read. */
const isCutOff = (rows: readonly Row[]): boolean => rows.length < (rows[0]?.pageSize ?? 0)

/**
 * SQL for rows `t` of the user's sessions by the index over sessions. As a list whose length the planner does not know, the
 * sessions are looked up in it whatever the words match; as a join, the rows of all users would be read. The list takes half
 * the time of a lookup for each session: 65 to 106 ms instead of 134 to 183 ms for 45,000 sessions.
 */
const isOfUser =
  't.session_id = any(array(select s.id from sessions s where s.user_id = $2 and not s.is_deleted))'

/**
 * SQL that checks rows `t` which are read anyway, by a hash table of the user's sessions: neither a join, which would look up the session of each,
 * nor a list, which would be compared from its beginning.
 */
const isCheckedOfUser =
  '(t.session_id in (select s.id from sessions s where s.user_id = $2 and not s.is_deleted)) is true'

/** SQL for the order of rows `t` behind a place. */
const newestFirst = (place: Place | null): string =>
  `${place ? 'and (t.created_at, t.id) < ($4::timestamptz, $5::uuid)' : ''} order by t.created_at desc, t.id desc`

/** Appends a value to those of a statement and returns its placeholder. */
const bind = (values: unknown[], value: unknown): string => `$${values.push(value)}`

/** SQL for the ids of a page of rows, given the values of its statement so far: what is matched, user, limit and place. */
type ToPage = (search: Search, place: Place | null, values: unknown[]) => string

/** SQL for the user's rows by the name or title of each. */
const ownRows: ToPage = ({ kind: { table, session }, match }, place) => {
  const isOwn = `t.user_id = $2${session === null ? '' : ' and not t.is_deleted'}`
  const ownership = session === null || table === 'sessions' ? isOwn : isOfUser
  return `select t.id from ${table} t where ${ownership} and ${match.sql('$1')} ${newestFirst(place)} limit $3`
}

/**
 * SQL for the newest rows of the user, whose texts are not read. Rows of all users are read in the order of their times until there are
 * enough; where no index has these, the user's are sorted.
 */
const newestOwn =
  (recent: RecentRows, count: number): ToPage =>
  ({ kind: { table } }, place) =>
    `select t.id, t.created_at from ${table} t
where ${recent.areAll ? isCheckedOfUser : isOfUser} and t.created_at >= (select r.created_at from ${table} r where ${recent.where}
  ${place ? 'and r.created_at <= $4::timestamptz' : ''} order by r.created_at desc offset ${Math.max(recent.count, 2 * count)} limit 1)
${newestFirst(place)} limit ${count}`

/** SQL for the rows that match among rows `own`, without the texts of others. */
const matchingRows = ({ kind: { table }, match }: Search, own: string): string =>
  `select own.id from ${own} own
cross join lateral (select from ${table} t where t.id = own.id and ${match.sql('$1')} offset 0) matching
order by own.created_at desc, own.id desc limit $3`

/** SQL for the user's rows that match among this number of the newest of them. */
const newestRows =
  (recent: RecentRows, count: number): ToPage =>
  (search, place, values) =>
    matchingRows(search, `(${newestOwn(recent, count)(search, place, values)})`)

/** SQL for the rows that match among those with these ids. */
const candidateRows =
  (ids: readonly string[]): ToPage =>
  (search, place, values) =>
    matchingRows(
      search,
      `(select t.id, t.created_at from ${search.kind.table} t where t.id = any(${bind(values, ids)}::uuid[]) and ${isCheckedOfUser}
${newestFirst(place)} offset 0)`,
    )

/**
 * SQL for the user's rows that have the words, by the index. `offset 0` keeps the planner from reading the rows of each session instead. The
 * sessions are checked because two may share a prefix.
 */
const indexedRows =
  (lexemes: string, lexemesOfWord: string): ToPage =>
  ({ kind: { table } }, place) =>
    `select t.id from (select t.id, t.session_id, t.created_at from ${table} t
where ${lexemes} @@ any(array(${sessionQueries(lexemesOfWord)})) offset 0) t
where ${isCheckedOfUser} ${newestFirst(place)} limit $3`

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

/** Reads a page of rows that match among the newest and, if it is not full, how many of these hold each word, in one statement. */
async function readSample(
  sql: Queryable,
  search: Search,
  place: Place | null,
  limit: number,
  toNewest: ToPage,
): Promise<{ rows: Row[]; sample: Sample }> {
  const { kind, match, words } = search
  const values = valuesOf(search, place, limit)
  const newest = toNewest(search, place, values)
  const patterns = bind(values, words.map(toPattern))
  const counts = words.map((_, i) => `count(*) filter (where text ~ (${patterns}::text[])[${i + 1}])`)
  const read = await sql.query<{ readonly sample: Sample } & (Row | { readonly id: null })>(
    `with own as materialized (${newest}),
said as materialized (select own.id, own.created_at, t.content from own
  cross join lateral (select t.content from ${kind.table} t where t.id = own.id offset 0) t),
page as materialized (select t.id from (select * from said order by created_at desc, id desc offset 0) t
  cross join lateral (select where ${match.sql('$1')} offset 0) matching order by t.created_at desc, t.id desc limit $3),
texts as (select octet_length(said.words) as bytes, lower(left(said.words, ${maxSampled})) as text from said t
  cross join lateral (select ${kind.words} as words offset 0) said where (select count(*) from page) < $3)
select to_jsonb(sample) as sample, found.* from (select count(*)::int as compared, jsonb_build_array(${counts.join(', ')}) as counts,
  coalesce(avg(bytes), 0)::int as "meanBytes", (select count(*)::int from sessions s where s.user_id = $2 and not s.is_deleted) as sessions from texts) sample
left join (${withTexts(kind, 'select id from page')}) found on true
order by "createdAt" desc, id desc`,
    values,
  )
  return {
    rows: read.flatMap(({ sample: _, ...row }) => (row.id === null ? [] : [row])),
    sample: read[0]?.sample ?? { compared: 0, counts: [], meanBytes: 0, sessions: 0 },
  }
}
