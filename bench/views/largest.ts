import { people, sessions } from '../../src/demo/identities.ts'
import { encodeNodeId } from '../../src/schema/node-id.ts'

type View = { readonly name: string; readonly as: 'demo' | 'admin'; readonly source: string }

const page = 'nodes { id } pageInfo { hasNextPage endCursor }'
const session = (id: string, fields: string) =>
  `{ session(id: "${encodeNodeId('Session', id)}") { ${fields} } }`
const user = (fields: string) => `{ user(id: "${encodeNodeId('User', people.demo.id)}") { ${fields} } }`

/** Lists, counts and sums of the largest parents: the user with most rows, the longest log and the longest chat. */
export const largest: readonly View[] = [
  ...['sessions', 'runs', 'assets', 'creditTransactions', 'events', 'projects'].flatMap((list) => [
    { name: `viewer.${list}`, as: 'demo' as const, source: `{ viewer { ${list}(first: 50) { ${page} } } }` },
    {
      name: `viewer.${list}, 100 at once`,
      as: 'demo' as const,
      source: `{ viewer { ${list}(first: 100) { ${page} } } }`,
    },
    {
      name: `viewer.${list} from the end`,
      as: 'demo' as const,
      source: `{ viewer { ${list}(last: 50) { ${page} } } }`,
    },
    {
      name: `viewer.${list}.totalCount`,
      as: 'demo' as const,
      source: `{ viewer { ${list}(first: 0) { totalCount } } }`,
    },
    {
      name: `user.${list} for an admin`,
      as: 'admin' as const,
      source: user(`${list}(first: 50) { ${page} }`),
    },
  ]),
  {
    name: '100 runs with their cost',
    as: 'demo',
    source: '{ viewer { runs(first: 100) { nodes { cost } } } }',
  },
  {
    name: 'usage of 30 days in four parts',
    as: 'demo',
    source: `{ viewer { usage { sums { spent } byModel { modelId sums { spent } } byType { typeText sums { spent } } timeline { start sums { spent } } } } }`,
  },
  {
    name: 'events of the longest log',
    as: 'demo',
    source: session(sessions.research, `events(last: 50) { ${page} }`),
  },
  {
    name: 'events.totalCount of the longest log',
    as: 'demo',
    source: session(sessions.research, 'events(first: 0) { totalCount }'),
  },
  {
    name: 'messages of the longest chat',
    as: 'demo',
    source: session(sessions.longChat, `messages(last: 50) { ${page} }`),
  },
  {
    name: 'messages.totalCount of the longest chat',
    as: 'demo',
    source: session(sessions.longChat, 'messages(first: 0) { totalCount }'),
  },
  {
    name: 'searchMessages in the longest chat',
    as: 'demo',
    source: `{ searchMessages(session: "${sessions.longChat}", text: "no such words", first: 20) { ${page} } }`,
  },
  {
    name: 'searchEvents in the longest log',
    as: 'demo',
    source: `{ searchEvents(session: "${sessions.research}", text: "no such words", first: 20) { ${page} } }`,
  },
  ...['events', 'runs', 'sessions', 'users', 'creditTransactions'].map((list) => ({
    name: `${list} of all users`,
    as: 'admin' as const,
    source: `{ ${list}(first: 50) { ${page} } }`,
  })),
]
