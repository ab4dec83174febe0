import type { Database, Queryable } from '../../data/database.ts'
import { searchedText as wordsOfMessage } from '../chat/message-search.ts'
import { searchedText as wordsOfEvent } from '../sessions/event-list.ts'

/** A full-text index over what the rows of a table say, session by session. */
export type SearchIndex = {
  readonly name: string
  readonly table: string
  /** The function that returns the lexemes of a row from its `session_id` and `content`; an index needs one that is immutable. */
  readonly function: string
  readonly words: (row: string) => string
}

/** The optional indexes of the search. The platform's tables have none of their own. */
export const searchIndexes = {
  messages: {
    name: 'ii_gateway_message_session_search',
    table: 'chat_messages',
    function: 'ii_gateway_message_lexemes',
    words: wordsOfMessage,
  },
  events: {
    name: 'ii_gateway_event_session_search',
    table: 'application_events',
    function: 'ii_gateway_event_lexemes',
    words: wordsOfEvent,
  },
} as const satisfies Record<string, SearchIndex>

/** Indexes of earlier versions and their functions, which `create` and `drop` remove. */
const formerIndexes = [
  { name: 'ii_gateway_message_search', function: 'ii_gateway_message_words(jsonb)' },
  { name: 'ii_gateway_event_search', function: 'ii_gateway_event_words(jsonb)' },
]

/**
 * Number of characters of a row that are indexed. PostgreSQL refuses a row whose lexemes take 1 MB, and would refuse
 * the platform's inserts then.
 */
const maxIndexedCharacters = 100_000
/** Number of characters of a word that are indexed: a lexeme takes at most 2,046 bytes. */
const maxLexemeCharacters = 500

/** Returns SQL for the part of a text that is indexed. */
export const toIndexed = (words: string): string => `left(coalesce(${words}, ''), ${maxIndexedCharacters})`

/** Returns SQL for the lexemes of a text: as written, without the stemming and stop words of a language. */
export const toLexemes = (words: string): string => `to_tsvector('simple', ${toIndexed(words)})`

/**
 * Returns SQL for what the lexemes of a session begin with in an index: 24 random bits of its id. The lexemes of a session are beside
 * each other, so those of the rows of others cost a search nothing. Two sessions may have the same.
 */
export const sessionPrefix = (id: string): string => `right(${id}::text, 6)`

/** Memory for the bitmap of matching rows. With too little, PostgreSQL keeps pages instead of rows, and reads every text on them. */
const bitmapMemory = '64MB'

/** SQL for the lexemes of a word `w`. */
export const allLexemes = `unnest(tsvector_to_array(to_tsvector('simple', w)))`
/** SQL for the longest lexeme of a word `w`, which few rows have: all words of `well-known` stand in the first one. */
export const longestLexeme = `lateral (select l from ${allLexemes} l order by length(l) desc limit 1)`

/**
 * SQL for a query of the index for each session of the user. The words are parsed once, into a query with a placeholder for the
 * session, which no lexeme holds. The setting ends with the statement, and precedes the bitmap, which begins when the queries are known.
 */
export const sessionQueries = (
  lexemesOfWord: string,
) => `select replace(words.query, E'\\x01', ${sessionPrefix('s.id')})::tsquery
from (select string_agg('''' || E'\\x01' || replace(replace(l, '\\', '\\\\'), '''', '''''') || ''':*', ' & ') as query
  from set_config('work_mem', '${bitmapMemory}', true), unnest($1::text[]) w, ${lexemesOfWord} l) words
cross join sessions s where words.query is not null and s.user_id = $2 and not s.is_deleted`

/**
 * Units of `cpu_operator_cost` for the lexemes of a row. High enough that the planner always asks the index which rows match, and
 * never reads texts row by row because it takes them for few.
 */
const costOfLexemes = 100_000

// In PL/pgSQL, whose plan is kept for all inserts of a connection.
const createFunction = ({ function: name, words }: SearchIndex): string =>
  `create or replace function ${name}(session_id uuid, content jsonb) returns tsvector
language plpgsql immutable parallel safe cost ${costOfLexemes} as $$
begin
  return (select array_to_tsvector(array(select coalesce(${sessionPrefix('session_id')}, '') || left(l, ${maxLexemeCharacters})
    from unnest(tsvector_to_array(${toLexemes(words('r'))})) l)) from (select content) r);
end $$`

// Without a list of pending entries: a search looks into the index once for each session, and would read the list each time.
const createIndex = ({ name, table, function: lexemes }: SearchIndex): string =>
  `create index concurrently if not exists ${name} on ${table} using gin (${lexemes}(session_id, content)) with (fastupdate = off)`

type State = { readonly name: string; readonly isValid: boolean; readonly size: string }

const readStates = (sql: Queryable): Promise<State[]> =>
  sql.query<State>(
    `select c.relname as name, i.indisvalid as "isValid", pg_size_pretty(pg_relation_size(c.oid)) as size
from pg_class c join pg_index i on i.indexrelid = c.oid
where c.oid = any (array(select to_regclass(n)::oid from unnest($1::text[]) n))`,
    [Object.values(searchIndexes).map(({ name }) => name)],
  )

/** Returns the names of the indexes that can be searched. */
export async function findReadyIndexes(sql: Queryable): Promise<ReadonlySet<string>> {
  const states = await readStates(sql)
  return new Set(states.filter(({ isValid }) => isValid).map(({ name }) => name))
}

/** Builds the indexes while others write. Needs the ownership of the tables; one that broke off is built anew. */
export function createSearchIndexes(database: Database): Promise<void> {
  return database.session(async (session) => {
    const states = await readStates(session)
    for (const index of Object.values(searchIndexes)) {
      const broken = states.find(({ name, isValid }) => name === index.name && !isValid)
      if (broken) await session.query(`drop index concurrently ${index.name}`)
      await session.query(createFunction(index))
      // Every writer of the table executes it, also where new functions are not for everyone.
      await session.query(`grant execute on function ${index.function}(uuid, jsonb) to public`)
      await session.query(createIndex(index))
      await session.query(`analyze ${index.table}`)
    }
    await dropFormerIndexes(session)
  })
}

async function dropFormerIndexes(session: Queryable): Promise<void> {
  for (const former of formerIndexes) {
    await session.query(`drop index concurrently if exists ${former.name}`)
    await session.query(`drop function if exists ${former.function}`)
  }
}

/** Removes the indexes and their functions. */
export function dropSearchIndexes(database: Database): Promise<void> {
  return database.session(async (session) => {
    for (const { name, function: words } of Object.values(searchIndexes)) {
      await session.query(`drop index concurrently if exists ${name}`)
      await session.query(`drop function if exists ${words}(uuid, jsonb)`)
    }
    await dropFormerIndexes(session)
  })
}

/** Describes each index in a line. */
export async function describeSearchIndexes(database: Database): Promise<string[]> {
  const states = await readStates(database)
  return Object.values(searchIndexes).map(({ name, table }) => {
    const state = states.find((one) => one.name === name)
    const said = state ? (state.isValid ? state.size : 'not complete: create it again') : 'absent'
    return `${name} on ${table}: ${said}`
  })
}
