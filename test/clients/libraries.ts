/** What an application does with a client library, and what the tests do with each library of the table. */
export const abilities = [
  'pages forwards',
  'pages backwards',
  'writes',
  'renews its token',
  'aborts',
  'resumes logs',
] as const

/** What a library is tested for. */
export type Ability = (typeof abilities)[number]

/** A row of the table in docs/how-to/clients.md. */
export type Library = {
  /** The packages of package.json whose versions are tested. */
  readonly packages: readonly string[]
  /** The abilities without a test, each with the reason that docs/how-to/clients.md gives. */
  readonly without: Partial<Record<Ability, string>>
}

const noStreams = 'has no streams: take graphql-sse beside it'
const notServed = 'the gateway answers 405: take distinct connections'

export const libraries = {
  'the gateway’s own client': { packages: [], without: {} },
  'graphql-ws': { packages: ['graphql-ws'], without: {} },
  'graphql-request': { packages: ['graphql-request'], without: { 'resumes logs': noStreams } },
  'graphql-sse, distinct connections': { packages: ['graphql-sse'], without: {} },
  'graphql-sse, single connection': {
    packages: ['graphql-sse'],
    without: Object.fromEntries(abilities.map((ability) => [ability, notServed])),
  },
  'TanStack Query with graphql-request and graphql-sse': {
    packages: ['@tanstack/query-core'],
    without: {},
  },
  'Apollo Client 4': { packages: ['@apollo/client'], without: {} },
  'Apollo Client 3': { packages: ['apollo3'], without: {} },
  'urql with its document cache': { packages: ['@urql/core'], without: {} },
  'urql with graphcache': { packages: ['@urql/core', '@urql/exchange-graphcache'], without: {} },
  Relay: { packages: ['relay-runtime', 'relay-compiler'], without: {} },
  'Java’s HttpClient': { packages: [], without: {} },
} as const satisfies Record<string, Library>

/** The name of a tested library. */
export type LibraryName = keyof typeof libraries
export const libraryNames = Object.keys(libraries) as LibraryName[]

/** The reason why a library is not tested for an ability; undefined if it is. */
export const reasonWithout = (name: LibraryName, ability: Ability): string | undefined =>
  (libraries[name] as Library).without[ability]

/** The libraries that must pass the tests of an ability. */
export const librariesThat = (ability: Ability): LibraryName[] =>
  libraryNames.filter((name) => reasonWithout(name, ability) === undefined)
