import { sessionQueries } from './search-index.ts'
import type { Match, RecentRows, SearchKind } from './search-kinds.ts'
import type { Newest } from './word-sample.ts'

/** The place behind which rows are wanted: newer ones come first. */
export type Place = { readonly createdAt: string; readonly id: string }

/** What is searched, for one user. */
export type Search = {
  readonly kind: SearchKind
  readonly match: Match
  readonly words: readonly string[]
  readonly userId: string
}

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
export const bind = (values: unknown[], value: unknown): string => `$${values.push(value)}`

/** SQL for the ids of a page of rows, given the values of its statement so far: what is matched, user, limit and place. */
export type ToPage = (search: Search, place: Place | null, values: unknown[]) => string

/** SQL for the user's rows by the name or title of each. */
export const ownRows: ToPage = ({ kind: { table, session }, match }, place) => {
  const isOwn = `t.user_id = $2${session === null ? '' : ' and not t.is_deleted'}`
  const ownership = session === null || table === 'sessions' ? isOwn : isOfUser
  return `select t.id from ${table} t where ${ownership} and ${match.sql('$1')} ${newestFirst(place)} limit $3`
}

/**
 * SQL for the newest rows of the user, of which no other columns are read. Rows of all users are read in the order of their times until
 * there are enough; where no index has these, the user's are sorted.
 */
export const newestOwn =
  (recent: RecentRows, { own, all }: Newest, columns = ''): ToPage =>
  ({ kind: { table } }, place) =>
    `select t.id, t.created_at${columns} from ${table} t
where ${recent.areAll ? isCheckedOfUser : isOfUser} and t.created_at >= (select r.created_at from ${table} r where ${ofRecent(recent, place)}
  order by r.created_at desc offset ${Math.max(recent.count, all)} limit 1)
${newestFirst(place)} limit ${own}`

/** SQL for a condition on rows `r` that are read in the order of their times behind a place. */
export const ofRecent = ({ where }: RecentRows, place: Place | null): string =>
  `${where}${place ? ' and r.created_at <= $4::timestamptz' : ''}`

/** SQL for the rows that match among rows `own`, without the texts of others. */
const matchingRows = ({ kind: { table }, match }: Search, own: string): string =>
  `select own.id from ${own} own
cross join lateral (select from ${table} t where t.id = own.id and ${match.sql('$1')} offset 0) matching
order by own.created_at desc, own.id desc limit $3`

/**
 * SQL for the user's rows that match among the newest. Read in the order of an index, they are compared as they come, until the page
 * is full; sorted, without the texts of others.
 */
export const matchingNewest =
  (recent: RecentRows, newest: Newest): ToPage =>
  (search, place, values) =>
    recent.areAll
      ? matchingContents(
          search,
          `(${newestOwn(recent, newest, ', t.content')(search, place, values)})`,
          '$1',
          '$3',
        )
      : matchingRows(search, `(${newestOwn(recent, newest)(search, place, values)})`)

/**
 * SQL for the user's rows that have the words, by the index. `offset 0` keeps the planner from reading the rows of each session instead. The
 * sessions are checked because two may share a prefix.
 */
export const indexedRows =
  (lexemes: string, lexemesOfWord: string, columns = ''): ToPage =>
  ({ kind: { table } }, place) =>
    `select t.id${columns} from (select t.id, t.session_id, t.created_at, t.content from ${table} t
where ${lexemes} @@ any(array(${sessionQueries(lexemesOfWord)})) offset 0) t
where ${isCheckedOfUser} ${newestFirst(place)} limit $3`

/** SQL for the rows that match among rows `t` of a table with the column `content`. */
export const matchingContents = (search: Search, rows: string, value: string, limit: string): string =>
  `select t.id from ${rows} t cross join lateral (select where ${search.match.sql(value)} offset 0) matching
order by t.created_at desc, t.id desc limit ${limit}`
