import { atScaleOne, idOf } from './data.ts'

/** The name of a benchmark case. */
export type CaseName =
  | 'row'
  | 'sessions'
  | 'user'
  | 'users'
  | 'storybook'
  | 'run'
  | 'first'
  | 'deep'
  | 'rename'

/** One request of a case: its variables, and whose token is shown where the server asks for one. */
export type Variant = {
  readonly variables: Readonly<Record<string, string>>
  readonly user: number | 'admin'
  /** The message that the page begins after; each server has its own cursors. */
  readonly after?: { readonly session: string; readonly position: number }
}

/** A benchmark case: the request that each contender answers, and what its answers must hold. */
export type Case = {
  readonly title: string
  /** How many rows an answer has, so that an empty one is noticed. */
  readonly rows: number
  /** Which part of the load's requests it is. */
  readonly variant: (n: number, scale: number) => Variant
}

/** How many different requests the load of a case consists of. */
export const variantsOfCase = 40

const pageSize = 20

/** Numbers spread over a range, the same in every run. */
const spread = (n: number, size: number) => Math.floor((((n + 1) * 0.618_033_988_75) % 1) * size)

const ofUser = (n: number, scale: number): Variant => {
  const user = spread(n, Math.round(atScaleOne.users * scale))
  return { variables: { id: idOf('user', user) }, user }
}

const ownerOf = (session: number, scale: number) => session % Math.round(atScaleOne.users * scale)

const ofSession = (n: number, scale: number, more: object = {}): Variant => {
  const session = spread(n, Math.round(atScaleOne.sessions * scale))
  return { variables: { id: idOf('session', session), ...more }, user: ownerOf(session, scale) }
}

/** A page of the first session's messages, which are as many as those of all other sessions together. */
const longChat = (position: number): Variant => {
  const session = idOf('session', 0)
  return { variables: { id: session }, user: 0, after: { session, position } }
}

/** What is measured, by the name that each server's document of it has. */
export const cases: Readonly<Record<CaseName, Case>> = {
  row: { title: 'one row by its id', rows: 1, variant: ofSession },
  sessions: { title: '20 sessions, last message and run of each', rows: 61, variant: ofUser },
  user: { title: '1 user → 10 sessions → 5 messages', rows: 61, variant: ofUser },
  users: {
    title: '20 users → 10 sessions → 5 messages',
    rows: 1220,
    variant: () => ({ variables: {}, user: 'admin' }),
  },
  storybook: {
    title: 'storybook → 12 pages → versions',
    rows: 15,
    variant: (n, scale) => {
      const first = spread(n, Math.round((atScaleOne.storybooks * scale) / 2)) * 2
      return { variables: { id: idOf('storybook', first) }, user: ownerOf(first / 2, scale) }
    },
  },
  run: {
    title: 'run with 100 logs',
    rows: 101,
    variant: (n, scale) => {
      const run = spread(n, Math.round((atScaleOne.logs * scale) / 100)) * 10
      const session = run % Math.round(atScaleOne.sessions * scale)
      return { variables: { id: idOf('run', run) }, user: ownerOf(session, scale) }
    },
  },
  first: {
    title: `first page of ${pageSize} of a long chat`,
    rows: pageSize + 1,
    variant: () => longChat(0),
  },
  deep: {
    title: `page of ${pageSize} deep in a long chat`,
    rows: pageSize + 1,
    variant: (n, scale) => {
      const half = Math.round((atScaleOne.messages * scale) / 2)
      return longChat(half + spread(n, half - 100))
    },
  },
  rename: {
    title: 'rename a session',
    rows: 1,
    variant: (n, scale) => ofSession(n, scale, { name: `Renamed ${n}` }),
  },
}
