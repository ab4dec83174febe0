import type { Database, Queryable } from '../../data/database.ts'
import { searchedText as wordsOfMessage } from '../chat/message-search.ts'
import { searchedText as wordsOfEvent } from '../sessions/event-list.ts'

/** A full-text index over what the rows of a table say. */
export type SearchIndex = {
  readonly name: string
  readonly table: string
  /** The function that returns the text of a row from its `content`; an index needs one that is immutable. */
  readonly function: string
  readonly words: (row: string) => string
}

/** The optional indexes of the search. The platform's tables have none of their own. */
export const searchIndexes = {
  messages: {
    name: 'ii_gateway_message_search',
    table: 'chat_messages',
    function: 'ii_gateway_message_words',
    words: wordsOfMessage,
  },
  events: {
    name: 'ii_gateway_event_search',
    table: 'application_events',
    function: 'ii_gateway_event_words',
    words: wordsOfEvent,
  },
} as const satisfies Record<string, SearchIndex>

/**
 * Number of characters of a row that are indexed. PostgreSQL refuses a row whose lexemes take 1 MB, and would refuse
 * the platform's inserts then.
 */
const maxIndexedCharacters = 100_000

/** Returns SQL for the lexemes of a text: as written, without the stemming and stop words of a language. */
export const toLexemes = (words: string): string =>
  `to_tsvector('simple', left(coalesce(${words}, ''), ${maxIndexedCharacters}))`

/**
 * Units of `cpu_operator_cost` for the words of a row. High enough that the planner always asks the index which rows match, and
 * never compares texts row by row because it takes the user's rows for few: their number is not known to it.
 */
const costOfWords = 100_000

const createFunction = ({ function: name, words }: SearchIndex): string =>
  `create or replace function ${name}(content jsonb) returns text language sql immutable parallel safe cost ${costOfWords}
as $$ select ${words('r')} from (select content) r $$`

// Not partial: PostgreSQL does not use the statistics of a partial index, which say how often words occur.
const createIndex = ({ name, table, function: words }: SearchIndex): string =>
  `create index concurrently if not exists ${name} on ${table}
using gin (${toLexemes(`${words}(content)`)})`

type State = { readonly name: string; readonly isValid: boolean; readonly size: string }

const readStates = (sql: Queryable): Promise<State[]> =>
  sql.query<State>(
    `select c.relname as name, i.indisvalid as "isValid", pg_size_pretty(pg_relation_size(c.oid)) as size
from pg_class c join pg_index i on i.indexrelid = c.oid
where c.oid = any (array(select to_regclass(n)::oid from unnest($1::text[]) n))`,
    [Object.values(searchIndexes).map(({ name }) => name)],
  )

/** Returns the names of the indexes that can be searched. */
export async function readyIndexes(sql: Queryable): Promise<ReadonlySet<string>> {
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
      await session.query(`grant execute on function ${index.function}(jsonb) to public`)
      await session.query(createIndex(index))
      await session.query(`analyze ${index.table}`)
    }
  })
}

/** Removes the indexes and their functions. */
export function dropSearchIndexes(database: Database): Promise<void> {
  return database.session(async (session) => {
    for (const { name, function: words } of Object.values(searchIndexes)) {
      await session.query(`drop index concurrently if exists ${name}`)
      await session.query(`drop function if exists ${words}(jsonb)`)
    }
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
