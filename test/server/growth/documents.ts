/** Documents that a walk may take long for, by their size. All are valid, and ask for `session` at their root. */
const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ')

const id = '5e550000-0000-4000-8000-000000000001'
const asking = (inside: string, fragments = '') => `{ session(id: "${id}") { ${inside} } } ${fragments}`

/** The last fragment of a chain, and the ones before: each holds what `inside` says of the next. */
const chain = (length: number, inside: (next: string) => string) =>
  `${times(length, (i) => `fragment F${i} on Session { ${inside(`F${i + 1}`)} }`)} fragment F${length} on Session { id }`

export const families: Readonly<Record<string, (size: number) => string>> = {
  'fragments that spread the next twice': (n) =>
    asking(
      '...F0',
      chain(n, (next) => `...${next} ...${next}`),
    ),
  'fragments that spread the next in inline fragments': (n) =>
    asking(
      '...F0',
      chain(n, (next) => `... on Session { ...${next} } ... { ...${next} }`),
    ),
  'fragments that spread the next below a field, twice': (n) =>
    asking(
      '...F0',
      chain(n, (next) => `parent { ...${next} } parent { ...${next} }`),
    ),
  'fragments that spread the next below different fields': (n) =>
    asking(
      '...F0',
      chain(n, (next) => `parent { ...${next} } user { sessions { nodes { ...${next} } } }`),
    ),
  'a fragment that is spread often': (n) =>
    asking('...F '.repeat(n), `fragment F on Session { ${'id '.repeat(n)} }`),
  'nodes and edges that spread fragments often': (n) =>
    asking(
      `forks { ${'...C '.repeat(n)} }`,
      `fragment C on SessionConnection { ${'edges { ...E } '.repeat(n)} ${'nodes { ...N } '.repeat(n)} }
       fragment E on SessionEdge { ${'node { ...N } '.repeat(n)} } fragment N on Session { ${'id name '.repeat(n)} }`,
    ),
  'a wide selection': (n) => asking('id name user { id } '.repeat(n)),
  'a deep selection': (n) => asking(`${'parent { '.repeat(n)} id ${'} '.repeat(n)}`),
  'deep inline fragments': (n) => asking(`${'... { '.repeat(n)} id ${'} '.repeat(n)}`),
  'conditions everywhere': (n) =>
    asking(
      `${'...F @skip(if: false) '.repeat(n)} id`,
      `fragment F on Session { ${'name @include(if: true) '.repeat(n)} }`,
    ),
  'aliases with arguments': (n) =>
    asking(times(n, (i) => `a${i}: events(first: ${(i % 99) + 1}) { nodes { id } totalCount }`)),
  'many operations': (n) => `query A ${asking('id')} ${times(n, (i) => `query Q${i} ${asking('...F')}`)}
    fragment F on Session { id name }`,
}
