import { createHmac } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { signingKey, signToken } from '../src/auth/token.ts'
import { Cursors } from '../src/data/batching/cursor.ts'
import type { CaseName, Variant } from './cases.ts'
import { admin, idOf } from './data.ts'
import type { BenchDatabaseName } from './database.ts'
import { gatewayDocuments } from './documents/gateway.ts'
import { limitDocuments } from './documents/limit.ts'
import { postgraphileDocuments } from './documents/postgraphile.ts'
import { pothosDocuments, smallDocuments } from './documents/small.ts'

/** A message of the long chat, as cursors may name it. */
export type Place = { readonly id: string; readonly createdAt: string }

/** Asks a server something outside the measurement, and answers its data. */
export type Ask = (query: string, variables: object) => Promise<unknown>

/** A GraphQL server that the benchmark compares. */
export type Contender = {
  readonly name: string
  readonly title: string
  readonly script: string
  readonly args?: readonly string[]
  readonly database: BenchDatabaseName
  /** Whether it is measured only when it is named. */
  readonly isOptional?: boolean
  /** Whether it reads the write-ahead log instead of adding triggers, which needs a Redis. */
  readonly readsLog?: boolean
  readonly documents: Readonly<Record<CaseName, string>>
  /** The cursor of this server for the page after a message; itself the answer, where the server needs none. */
  readonly cursor: (place: Place, after: NonNullable<Variant['after']>, ask: Ask) => Promise<string>
  readonly token?: (user: Variant['user']) => Promise<string>
}

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export const secret = 'the secret of the benchmark and of nothing else'
const cursors = new Cursors(createHmac('sha256', signingKey(secret)).update('cursors').digest('hex'))
const plainCursor = async ({ id, createdAt }: Place) => `${createdAt} ${id}`

const gateway: Contender = {
  name: 'gateway',
  title: 'this gateway',
  script: script('../dist/cli.js'),
  args: ['start'],
  database: 'bench',
  documents: gatewayDocuments,
  cursor: async ({ id, createdAt }) =>
    cursors.encode({ key: 'ChatMessage:createdAt,id:asc' }, [createdAt, id]),
  token: (user) => {
    const one = user === 'admin' ? admin : { id: idOf('user', user), email: `user${user}@example.org` }
    return signToken({ ...one, isAdmin: user === 'admin' }, 24, signingKey(secret))
  },
}

const postgraphile: Contender = {
  name: 'postgraphile',
  title: '(a) PostGraphile 5',
  script: script('servers/postgraphile.ts'),
  database: 'bench_keys',
  documents: postgraphileDocuments,
  cursor: async (_place, { session, position }, ask) => {
    const page = `query ($id: UUID!, $offset: Int!) { session: sessionByRowId(rowId: $id) { messages: chatMessagesBySessionId(
      first: 1, offset: $offset, orderBy: CREATED_AT_ASC) { pageInfo { endCursor } } } }`
    const data = (await ask(page, { id: session, offset: position })) as {
      session: { messages: { pageInfo: { endCursor: string } } }
    }
    return data.session.messages.pageInfo.endCursor
  },
}

export const contenders: readonly Contender[] = [
  gateway,
  {
    ...gateway,
    name: 'gateway-log',
    title: 'this gateway, without triggers',
    database: 'bench_log',
    isOptional: true,
    readsLog: true,
  },
  postgraphile,
  {
    ...postgraphile,
    name: 'postgraphile-triggers',
    // The gateway's own tables, which have no foreign keys: of the cases, it can only rename.
    title: '(a) PostGraphile 5, with the same triggers',
    database: 'bench',
    isOptional: true,
  },
  {
    name: 'pothos',
    title: '(b) Yoga + plugin-prisma',
    script: script('servers/pothos.ts'),
    database: 'bench_keys',
    documents: pothosDocuments,
    cursor: async ({ id }) => id,
  },
  {
    name: 'mercurius',
    title: '(c) Mercurius + JIT + loaders',
    script: script('servers/mercurius.ts'),
    database: 'bench_keys',
    documents: smallDocuments,
    cursor: plainCursor,
  },
  {
    name: 'limit',
    title: '(d) the limit',
    script: script('servers/limit.ts'),
    database: 'bench_keys',
    documents: limitDocuments,
    cursor: plainCursor,
  },
]
