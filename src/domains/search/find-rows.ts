import { scrubText } from '../../auth/secret-patterns.ts'
import type { Queryable } from '../../data/database.ts'
import { resumable } from '../../data/resumable.ts'
import { sessionPrefix } from './search-index.ts'
import type { Match, RecentRows, SearchKind } from './search-kinds.ts'

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

/** Number of the user's newest rows whose texts are compared, before the index is asked for all that match. */
const defaultMaxCompared = 200
/** Memory for the bitmap of matching rows. With too little, PostgreSQL keeps pages instead of rows, and reads every text on them. */
const bitmapMemory = '64MB'
/**
 * Bytes of texts after which a page ends: each kind may read them several times, and all kinds together less than
 * `MAX_READ_BYTES`.
 */
const maxTextBytes = 2_000_000
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
 * Reads the newest rows that match. A word that many of the user's rows have is found among the newest of them, and any other by the
 * index, so that the rows of other users cost nothing.
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
  const newest =
    maxCompared > 0 ? await readRows(sql, search, place, limit, newestRows(index.recent, maxCompared)) : []
  return newest.length === limit || isCutOff(newest)
    ? newest
    : readRows(sql, search, place, limit, indexedRows(index.lexemes), search.words)
}

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

/** SQL for the user's rows by the name or title of each. */
function ownRows({ kind: { table, session }, match }: Search, place: Place | null): string {
  const isOwn = `t.user_id = $2${session === null ? '' : ' and not t.is_deleted'}`
  const ownership = session === null || table === 'sessions' ? isOwn : isOfUser
  return `select t.id from ${table} t where ${ownership} and ${match.sql('$1')} ${newestFirst(place)} limit $3`
}

/**
 * SQL for the user's rows that match among the newest of them, without the texts of others. Rows of all users are read in the order of their
 * times until there are enough; where no index has these, the user's are sorted.
 */
const newestRows =
  (recent: RecentRows, maxCompared: number) =>
  ({ kind: { table }, match }: Search, place: Place | null): string =>
    `select own.id from (select t.id, t.created_at from ${table} t
where ${recent.areAll ? isCheckedOfUser : isOfUser} and t.created_at >= (select r.created_at from ${table} r where ${recent.where}
  ${place ? 'and r.created_at <= $4::timestamptz' : ''} order by r.created_at desc offset ${recent.count} limit 1)
${newestFirst(place)} limit ${maxCompared}) own
cross join lateral (select from ${table} t where t.id = own.id and ${match.sql('$1')} offset 0) matching
order by own.created_at desc, own.id desc limit $3`

/**
 * SQL for a query of the index for each session of the user. The words are parsed once, into a query with a placeholder for the
 * session, which no lexeme holds. The setting ends with the statement, and precedes the bitmap, which begins when the queries are known.
 */
const sessionQueries = `select replace(words.query, E'\\x01', ${sessionPrefix('s.id')})::tsquery
from (select string_agg('''' || E'\\x01' || replace(replace(l, '\\', '\\\\'), '''', '''''') || ''':*', ' & ') as query
  from set_config('work_mem', '${bitmapMemory}', true), unnest($1::text[]) w, unnest(tsvector_to_array(to_tsvector('simple', w))) l) words
cross join sessions s where words.query is not null and s.user_id = $2 and not s.is_deleted`

/**
 * SQL for the user's rows that match, by the index. `offset 0` keeps the planner from reading the rows of each session instead. The
 * sessions are checked because two may share a prefix.
 */
const indexedRows =
  (lexemes: string) =>
  ({ kind: { table } }: Search, place: Place | null): string =>
    `select t.id from (select t.id, t.session_id, t.created_at from ${table} t
where ${lexemes} @@ any(array(${sessionQueries})) offset 0) t
where ${isCheckedOfUser} ${newestFirst(place)} limit $3`

/**
 * Reads a page of rows that match. The statement has no name, so that PostgreSQL plans for the words and the user that it is
 * sent with. Texts are read of the page alone, and sent until they have `maxTextBytes`; the first one always.
 */
function readRows(
  sql: Queryable,
  search: Search,
  place: Place | null,
  limit: number,
  toPage: (search: Search, place: Place | null) => string,
  value = search.match.value,
): Promise<Row[]> {
  const { kind, userId } = search
  return sql.query<Row>(
    `select id, "sessionId", "createdAt", words, "pageSize"
from (select t.id, ${kind.session ?? 'null::uuid'} as "sessionId", t.created_at as "createdAt", said.words, count(*) over ()::int as "pageSize",
  sum(octet_length(said.words)) over (order by t.created_at desc, t.id desc rows between unbounded preceding and 1 preceding) as before
from (${toPage(search, place)}) page join ${kind.table} t on t.id = page.id
cross join lateral (select ${kind.words} as words offset 0) said) texts
where before is null or before < ${maxTextBytes}
order by "createdAt" desc, id desc`,
    [value, userId, limit, ...(place ? [place.createdAt, place.id] : [])],
  )
}
