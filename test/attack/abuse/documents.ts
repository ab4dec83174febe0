import { createHash } from 'node:crypto'
import { largeSessions } from './rows.ts'

/** Decides everything that is random: a number from 0 to 1. */
export type Random = () => number

/** The body of an abusive request; any member may have a wrong type. */
export type Body = {
  readonly query?: string
  readonly variables?: unknown
  readonly operationName?: unknown
  readonly extensions?: unknown
}

const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ')
const upTo = (random: Random, max: number) => 1 + Math.floor(random() * max)
const letters = (random: Random) => Math.floor(random() * 36 ** 8).toString(36)
const sessionOf = (random: Random) =>
  largeSessions[Math.floor(random() * largeSessions.length)] ?? largeSessions[0]
const session = (random: Random, inside: string) =>
  `query ${operation(random)} { session(id: "${sessionOf(random)}") { ${inside} } }`
const operation = (random: Random) => `Q${letters(random)}`

const aliased = (random: Random, field: string) => times(upTo(random, 99), (i) => `a${i}: ${field}`)
const fragments = (random: Random, body: (next: string) => string) => {
  const count = upTo(random, 148)
  return `${times(count, (i) => `fragment F${i} on Session { ${body(`F${i + 1}`)} }`)} fragment F${count} on Session { id }`
}

/** Documents that cost much to read, check or execute. */
export const documents: Readonly<Record<string, (random: Random) => Body>> = {
  nesting: (random) => ({
    query: session(random, `${'parent { '.repeat(upTo(random, 900))}id${' }'.repeat(upTo(random, 900))}`),
  }),
  brackets: (random) => ({ query: '{'.repeat(upTo(random, 40_000)) }),
  'lists in arguments': (random) => ({
    query: `query ${operation(random)} { nodes(ids: ${'['.repeat(upTo(random, 3_900))}`,
  }),
  aliases: (random) => ({
    query: `query ${operation(random)} { ${times(upTo(random, 1_200), (i) => `a${i}: __typename`)} }`,
  }),
  'the same field': (random) => ({ query: session(random, 'id '.repeat(upTo(random, 3_900))) }),
  'fields that do not exist': (random) => ({
    query: `query ${operation(random)} { ${times(upTo(random, 2_000), (i) => `${letters(random)}${i}`)} }`,
  }),
  'fragments that double': (random) => ({
    query: `${session(random, '...F0')} ${fragments(random, (next) => `...${next} ...${next}`)}`,
  }),
  'aliased fragments that double': (random) => ({
    query: `${session(random, '...F0')} ${fragments(random, (next) => `a: parent { ...${next} } b: parent { ...${next} }`)}`,
  }),
  'fragments in a circle': (random) => ({
    query: `${session(random, '...A')} fragment A on Session { ...B ${times(upTo(random, 500), () => '...B')} } fragment B on Session { ...A }`,
  }),
  'fields that may conflict': (random) => ({
    query: session(
      random,
      times(upTo(random, 150), (i) => `x: messages(first: ${i}) { nodes { x: id } }`),
    ),
  }),
  directives: (random) => ({
    query: `query ${operation(random)} { __typename ${'@include(if: true) '.repeat(upTo(random, 900))} }`,
  }),
  conditions: (random) => ({
    query: `query ${operation(random)}(${times(60, (i) => `$v${i}: Boolean = ${random() < 0.5}`)}) { ${times(60, (i) => `plans @include(if: $v${i}) { id }`)} }`,
    variables: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`v${i}`, random() < 0.5])),
  }),
  'many operations': (random) => ({
    query: times(upTo(random, 900), (i) => `query ${letters(random)}${i} { __typename }`),
    operationName: letters(random),
  }),
  introspection: (random) => ({
    query: `query ${operation(random)} { __schema { types { ${times(upTo(random, 20), (i) => `a${i}: fields { type { name ofType { name } } }`)} } } }`,
  }),
  'long strings': (random) => ({
    query: `query ${operation(random)} { node(id: "${'\\u00e9'.repeat(upTo(random, 8_000))}") { id } }`,
  }),
  'block strings': (random) => ({
    query: `query ${operation(random)} { node(id: """${'\n '.repeat(upTo(random, 24_000))}""") { id } }`,
  }),
  'long names': (random) => ({ query: `query ${'x'.repeat(upTo(random, 45_000))} { __typename }` }),
  comments: (random) => ({
    query: `query ${operation(random)} { __typename } ${'#\n'.repeat(upTo(random, 24_000))}`,
  }),
  'long numbers': (random) => ({
    query: `query ${operation(random)} { plans(first: ${'9'.repeat(upTo(random, 45_000))}) { id } }`,
  }),
  'numbers of many digits': (random) => ({
    query: `mutation ${operation(random)} { saveDesignState(input: { id: "x", changes: [1.${'0'.repeat(upTo(random, 45_000))}1], redoChanges: [] }) { __typename } }`,
  }),
  'variables that are nested': (random) => ({
    query: `query ${operation(random)}($ids: [ID!]!) { nodes(ids: $ids) { id } }`,
    variables: {
      ids: Array.from({ length: upTo(random, 3_000) }).reduce<unknown>((inside) => [inside], letters(random)),
    },
  }),
  'many variables': (random) => ({
    query: `query ${operation(random)} { __typename }`,
    variables: Object.fromEntries(
      Array.from({ length: upTo(random, 40_000) }, (_, i) => [`${letters(random)}${i}`, i]),
    ),
  }),
  'many ids': (random) => ({
    query: `query ${operation(random)}($ids: [ID!]!) { nodes(ids: $ids) { id } }`,
    variables: { ids: Array.from({ length: upTo(random, 20_000) }, () => letters(random)) },
  }),
  'a hash that nobody registered': (random) => ({
    extensions: {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(letters(random)).digest('hex') },
    },
  }),
  'a registered hash': (random) => {
    const query = `query ${operation(random)} { ${'__typename '.repeat(upTo(random, 3_000))} }`
    const sha256Hash = createHash('sha256').update(query).digest('hex')
    return { query, extensions: { persistedQuery: { version: 1, sha256Hash } } }
  },
  'extensions of all kinds': (random) => ({
    query: '{ __typename }',
    extensions: {
      persistedQuery: { version: 1, sha256Hash: { [letters(random)]: 'x'.repeat(upTo(random, 500_000)) } },
    },
  }),
}

const events = (random: Random, inside: string) =>
  `events(last: ${upTo(random, 100)}) { nodes { id ${inside} } }`
const searched = (random: Random) => `${letters(random)}${'%_'.repeat(upTo(random, 200_000))}`

/** Operations that are valid, and read, hold, mask or write much. */
export const operations: Readonly<Record<string, (random: Random) => Body>> = {
  'large results': (random) => ({ query: session(random, events(random, 'toolResult')) }),
  'large contents': (random) => ({
    query: session(random, events(random, 'content text')),
  }),
  'large results under aliases': (random) => ({
    query: session(
      random,
      `events(last: ${upTo(random, 30)}) { nodes { ${aliased(random, 'toolResult')} } }`,
    ),
  }),
  'large pages under aliases': (random) => ({
    query: session(random, aliased(random, events(random, 'toolResult'))),
  }),
  'large messages': (random) => ({
    query: session(
      random,
      aliased(
        random,
        `messages(last: ${upTo(random, 20)}) { nodes { parts { ... on TextPart { text } } preview } }`,
      ),
    ),
  }),
  'slides under aliases': (random) => ({
    query: session(
      random,
      `presentation(name: "large ${upTo(random, 4)}") { slides { ${aliased(random, 'slideContent')} } }`,
    ),
  }),
  'lists without pages': (random) => ({
    query: session(random, aliased(random, 'presentations { name slides { slideContent } }')),
  }),
  'lists in lists': (random) => ({
    query: session(
      random,
      'presentations { slides { session { presentations { slides { session { presentations { name } } } } } } }',
    ),
  }),
  'pages in pages': (random) => ({
    query: `query ${operation(random)} { viewer { sessions(first: ${upTo(random, 100)}) { nodes { events(last: 20) { nodes { toolResult session { messages(last: 5) { nodes { preview } } } } } } } } }`,
  }),
  'sums of everything': (random) => ({
    query: `query ${operation(random)} { viewer { ${aliased(random, `sessions(first: ${upTo(random, 50)}) { totalCount nodes { counts { events } } }`)} } }`,
  }),
  'long filters': (random) => ({
    query: `query ${operation(random)}($text: String!) { viewer { ${aliased(random, 'sessions(filter: { nameContains: $text }) { totalCount }')} } }`,
    variables: { text: searched(random) },
  }),
  'many values in filters': (random) => ({
    query: `query ${operation(random)}($statuses: [SessionStatus!]) { viewer { sessions(filter: { statuses: $statuses }) { totalCount } } }`,
    variables: { statuses: Array(upTo(random, 60_000)).fill('ACTIVE') },
  }),
  searches: (random) => {
    const text = `${letters(random)} ${'a '.repeat(upTo(random, 90))}`
    const search = `searchMessages(session: "${sessionOf(random)}", text: "${text}") { edges { cursor } }`
    return { query: `query ${operation(random)} { ${aliased(random, search)} }` }
  },
  'huge messages': (random) => ({
    query: `mutation ${operation(random)}($input: AppendMessageInput!) { appendMessage(input: $input) { __typename } }`,
    variables: {
      input: { sessionId: sessionOf(random), text: `${letters(random)} eyJ-`.repeat(upTo(random, 60_000)) },
    },
  }),
  'huge slides': (random) => ({
    query: `mutation ${operation(random)}($input: WriteSlideInput!) { writeSlide(input: $input) { __typename } }`,
    variables: {
      input: {
        session: sessionOf(random),
        presentation: letters(random),
        slideNumber: 1,
        content: 'é'.repeat(upTo(random, 400_000)),
      },
    },
  }),
  'huge JSON': (random) => ({
    query: `mutation ${operation(random)}($input: SaveDesignStateInput!) { saveDesignState(input: $input) { __typename } }`,
    variables: {
      input: {
        id: letters(random),
        changes: Array(upTo(random, 150_000)).fill({}),
        redoChanges: Array(upTo(random, 100)).fill([[]]),
      },
    },
  }),
  'many mutations': (random) => ({
    query: `mutation ${operation(random)} { ${times(upTo(random, 60), (i) => `a${i}: createSession(input: { kind: CHAT, name: "${letters(random)}" }) { __typename }`)} }`,
  }),
}
