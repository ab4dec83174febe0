import type { GraphQLResolveInfo } from 'graphql'
import { InvalidCursorError } from '../../data/batching/cursor.ts'
import { BadInputError, NotConfiguredError, UnauthenticatedError } from '../../errors/client-errors.ts'
import { builder } from '../../schema/builder.ts'
import { defaultPageSize, maxPageSize } from '../../schema/connection.ts'
import type { Context } from '../../schema/context.ts'
import { storable } from '../../schema/list-args.ts'
import { encodeNodeId } from '../../schema/node-id.ts'
import { readNode } from '../../schema/node-queries.ts'
import { readRow } from '../../schema/relations.ts'
import { cursorArg } from '../../schema/value-bounds.ts'
import { type Found, findRows } from './find-rows.ts'
import type { Place } from './page-queries.ts'
import { findReadyIndexes } from './search-index.ts'
import { type SearchKind, type SearchKindName, searchKinds, toMatch } from './search-kinds.ts'
import { type Highlight, type Snippet, toSnippet } from './snippet.ts'

const maxTextLength = 200
const maxWords = 10
const cursorOrder = { key: 'search' }

type Match = Found & { readonly kind: SearchKindName; readonly snippet: Snippet }

const KindRef = builder.enumType('SearchKind', {
  description:
    'The kinds of objects that can be searched. On a PostgreSQL server, messages and events need an index: `ii-gateway search-index create`.',
  values: {
    SESSION: { description: 'Sessions, by their names.' },
    MESSAGE: { description: 'Messages of chats, by their text.' },
    EVENT: { description: 'Events of sessions, by their `text`.' },
    FILE: { description: 'Files of the library, by their names.' },
    STORYBOOK: { description: 'Storybooks, each version, by their names.' },
    SLIDE: { description: 'Slides, by the name of their presentation and their titles.' },
  } satisfies Record<SearchKindName, object>,
})

const HighlightRef = builder.objectRef<Highlight>('SearchHighlight').implement({
  description: 'The position of a found word in a text.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'The number of UTF-16 code units before it.' }),
    length: t.exposeInt('length', { description: 'The length of the word in UTF-16 code units.' }),
  }),
})

const FoundRef = builder.unionType('SearchResult', {
  description: 'The types that a search can find.',
  types: ['Session', 'ChatMessage', 'ApplicationEvent', 'UserAsset', 'Storybook', 'SlideContent'] as never,
  resolveType: (row) => (row as { __typename: string }).__typename as never,
})

const MatchRef = builder.objectRef<Match>('SearchMatch').implement({
  description: 'A result of a search.',
  fields: (t) => ({
    kind: t.expose('kind', { type: KindRef, description: 'The kind of the object.' }),
    text: t.string({
      description:
        'The text around the first word that was found, at most about 240 characters, credentials hidden.',
      resolve: ({ snippet }) => snippet.text,
    }),
    highlights: t.field({
      type: [HighlightRef],
      description: 'The positions of the found words in `text`, in order.',
      resolve: ({ snippet }) => [...snippet.highlights],
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the object was created.' }),
    node: t.field({
      type: FoundRef,
      nullable: true,
      description: 'The session, message, event, file, storybook or slide; null if it was deleted meanwhile.',
      resolve: ({ kind, id }, _args, context, info) =>
        readNode(context, info, encodeNodeId(searchKinds[kind].model, id)) as never,
    }),
    session: t.field({
      type: 'Session',
      nullable: true,
      description: 'The session that it is in; null for files, which may be in several.',
      resolve: ({ sessionId }, _args, context: Context, info: GraphQLResolveInfo) =>
        readRow(context, info, 'Session', 'id', sessionId) as never,
    }),
  }),
})

const SearchConnection = builder.connectionObject(
  { type: MatchRef, name: 'SearchConnection', description: 'A page of what a search found.' },
  { name: 'SearchEdge', description: 'One thing that was found, with its place.' },
)

/** Splits the text into the words that must all be found. */
function toWords(text: string): string[] {
  if (text.length > maxTextLength)
    throw new BadInputError(`\`text\` may have ${maxTextLength} characters at most.`)
  const words = [...new Set(text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)))]
  if (words.length === 0 || words.length > maxWords)
    throw new BadInputError(`\`text\` must have from 1 to ${maxWords} words.`)
  return words
}

/** Returns the kinds to search. Throws `NotConfiguredError` where one is named whose index is missing. */
function toKinds(
  named: readonly SearchKindName[] | null | undefined,
  canSearch: (kind: SearchKind) => boolean,
): SearchKindName[] {
  const all = Object.keys(searchKinds) as SearchKindName[]
  const missing = named?.find((name) => !canSearch(searchKinds[name]))
  if (missing) throw new NotConfiguredError(`index for kind ${missing} ("ii-gateway search-index create")`)
  return named ? [...new Set(named)] : all.filter((name) => canSearch(searchKinds[name]))
}

function toPlace({ services }: Context, after: string | null | undefined): Place | null {
  if (after == null) return null
  try {
    const [createdAt = '', id = ''] = services.cursors.decode(cursorOrder, after)
    return { createdAt, id }
  } catch (error) {
    if (error instanceof InvalidCursorError) throw new BadInputError(error.message)
    throw error
  }
}

const newestFirst = (a: Place, b: Place): number =>
  a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1

type Args = {
  readonly text: string
  readonly kinds?: readonly SearchKindName[] | null
  readonly first?: number | null
  readonly after?: string | null
}

async function search(context: Context, { text, kinds, first, after }: Args) {
  const { viewer, services, reads } = context
  if (!viewer) throw new UnauthenticatedError()
  const words = toWords(storable('text', text))
  const limit = first ?? defaultPageSize
  if (limit < 0 || limit > maxPageSize) throw new BadInputError(`\`first\` must be from 0 to ${maxPageSize}.`)
  const place = toPlace(context, after)
  const ready = await findReadyIndexes(reads)
  const isEmbedded = services.database.kind === 'pglite'
  const isIndexed = ({ index }: SearchKind) => index !== undefined && ready.has(index.name)
  const asked = toKinds(kinds, (kind) => !kind.index || isEmbedded || isIndexed(kind))
  const lists = await Promise.all(
    asked.map(async (name) => {
      const kind: SearchKind = searchKinds[name]
      const match = toMatch(kind, words, isIndexed(kind))
      const { rows, cutAt } = await findRows(
        reads,
        { kind, match, words, userId: viewer.id },
        place,
        limit + 1,
      )
      return { rows: rows.map((row) => ({ ...row, kind: name })), cutAt }
    }),
  )
  // Behind the place where one kind was cut, rows of others may be older than rows of it that were not read.
  const [cutAt] = lists.flatMap((list) => list.cutAt ?? []).sort(newestFirst)
  const found = lists
    .flatMap(({ rows }) => rows)
    .sort(newestFirst)
    .filter((row) => !cutAt || newestFirst(row, cutAt) <= 0)
  const edges = found.slice(0, limit).map((row) => ({
    cursor: services.cursors.encode(cursorOrder, [row.createdAt, row.id]),
    node: { ...row, snippet: toSnippet(row.shown, words) },
  }))
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > limit || cutAt !== undefined,
      hasPreviousPage: place !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    description:
      'Searches what you own, newest first: the names of sessions, files and storybooks, the titles of slides, messages, and the texts of events. A match contains all words, in upper or lower case. In messages and events, which are found by an index, each must be the beginning of a word; elsewhere, any part of the text. Inputs and results of tools are not searched.',
    args: {
      text: t.arg.string({
        required: true,
        description: `The words to find: 1 to ${maxWords} words, at most ${maxTextLength} characters.`,
      }),
      kinds: t.arg({
        type: [KindRef],
        description:
          'Searches only these kinds; NOT_CONFIGURED if the index of one is missing. By default, all kinds that can be searched.',
      }),
      first: t.arg.int({
        description: `The first _n_ matches: 0 to ${maxPageSize}, by default ${defaultPageSize}. A page has fewer, and a next one, where their texts are large.`,
      }),
      after: t.arg.string(cursorArg('The matches that come after this cursor.')),
    },
    resolve: (_root, args, context: Context) => search(context, args) as never,
  }),
)
