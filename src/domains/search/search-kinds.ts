import type { Model } from '../../data/batching/table.ts'
import { type SearchIndex, searchIndexes, toLexemes } from './search-index.ts'
import type { ComparedBounds } from './word-sample.ts'

/**
 * Rows `r` that another index has in the order of their times: the user `$2` has about a thousand of the first `count`. `areAll` where
 * these are rows of all users.
 */
export type RecentRows = {
  readonly where: string
  readonly count: number
  readonly areAll: boolean
  readonly bounds: ComparedBounds
}

/** What one kind of thing is searched by. */
export type SearchKind = {
  readonly model: Model
  readonly table: string
  /** SQL for the session of a row `t`; null where it has none of its own. */
  readonly session: string | null
  /** SQL for what a row `t` says. */
  readonly words: string
  /** The index that it needs on a server. */
  readonly index?: {
    readonly name: string
    /** SQL for the lexemes of a row `t` in it. */
    readonly lexemes: string
    /** SQL for a text with all letters and digits of ASCII that a row `t` says, and others; less work than `words`. */
    readonly raw: string
    /** Which rows are the newest. */
    readonly recent: RecentRows
  }
}

const lexemesOf = ({ name, function: lexemes }: SearchIndex) => ({
  name,
  lexemes: `${lexemes}(t.session_id, t.content)`,
})

const named = (model: Model, table: string, session: string | null, words: string): SearchKind => ({
  model,
  table,
  session,
  words,
})

/** What can be searched. Names are short and few: only messages and events need an index. */
export const searchKinds = {
  SESSION: named('Session', 'sessions', 't.id', 't.name'),
  MESSAGE: {
    ...named('ChatMessage', 'chat_messages', 't.session_id', searchIndexes.messages.words('t')),
    index: {
      ...lexemesOf(searchIndexes.messages),
      // Finding the texts among the parts of a message takes three times as long.
      raw: 't.content::text',
      recent: {
        where: 'true',
        count: 10_000,
        areAll: true,
        bounds: { min: 1_000, max: 45_000, perLookup: 5 },
      },
    },
  },
  EVENT: {
    ...named('ApplicationEvent', 'application_events', 't.session_id', searchIndexes.events.words('t')),
    index: {
      ...lexemesOf(searchIndexes.events),
      // The content may have large results of tools besides.
      raw: searchIndexes.events.words('t'),
      recent: {
        where: 'r.user_id = $2',
        count: 1_000,
        areAll: false,
        // Sorting the user's rows and looking them up takes several times as long as an index that has them in their order.
        bounds: { min: 1_000, max: 3_000, perLookup: 1 },
      },
    },
  },
  FILE: named('UserAsset', 'user_assets', null, 't.file_name'),
  STORYBOOK: named('Storybook', 'storybooks', 't.session_id', 't.name'),
  SLIDE: named(
    'SlideContent',
    'slide_contents',
    't.session_id',
    // `concat_ws` would take longer than the search in its result.
    "(t.presentation_name || coalesce(': ' || t.slide_title, ''))",
  ),
} as const satisfies Record<string, SearchKind>

/** The name of a kind in the schema. */
export type SearchKindName = keyof typeof searchKinds

/** SQL for a condition on a row `t`, given SQL for the value that it compares with, and the index of the words where it is ready. */
export type Match = {
  readonly sql: (value: string) => string
  readonly value: unknown
  readonly index?: SearchKind['index']
}

/** Escapes what LIKE would take for a pattern. */
const literal = (word: string): string => word.replace(/[\\%_]/g, '\\$&')

/**
 * Pieces of the words that every matching text holds in either case: ASCII, whose case is the same in every locale. Not `k`, which is
 * the lower case of the Kelvin sign too.
 */
const toPieces = (words: readonly string[]): string[] => [
  ...new Set(
    words.flatMap((word) => word.match(/[A-JL-Za-jl-z0-9]+/g) ?? []).map((piece) => piece.toLowerCase()),
  ),
]

/** A regular expression of PostgreSQL for texts in lower case in which the word begins another. */
export const toPattern = (word: string): string =>
  `\\m${word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '\\$&')}`

/** Rows whose text has each of the words: by the index as the beginning of a word, otherwise anywhere. */
export function toMatch(kind: SearchKind, words: readonly string[], isIndexed: boolean): Match {
  if (kind.index && isIndexed) {
    const { raw } = kind.index
    const query = words
      .map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`)
      .join(' & ')
    // A row is parsed only if it holds the pieces of the words, which takes a fraction of the time to see.
    return {
      sql: (value) => `case when lower(${raw} collate "C") like all ((${value}::text[])[2:])
then ${toLexemes(kind.words)} @@ to_tsquery('simple', (${value}::text[])[1]) end`,
      value: [query, ...toPieces(words).map((piece) => `%${piece}%`)],
      index: kind.index,
    }
  }
  // ILIKE folds the pattern anew for each row; folded once, the same search takes about 0.6 of the time. No word holds a line break.
  return {
    sql: (value) => `lower(${kind.words}) like all (string_to_array(lower(${value}::text), E'\\n'))`,
    value: words.map((word) => `%${literal(word)}%`).join('\n'),
  }
}
