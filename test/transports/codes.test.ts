/** Every documented error code through every transport. Fails for a code without a cell. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { open, startAttackedGateway } from '../attack/gateway.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { brokenTable, type Condition, hugeNumbers } from './conditions.ts'
import {
  type Asked,
  repeatForTransports,
  sendByEveryTransport,
  type TransportName,
  transportNames,
  writeManifest,
} from './transports.ts'

type Cells = Omit<Asked, 'address'> & {
  readonly signedIn?: true
  /** What the database must be like. */
  readonly condition?: Condition
  readonly but?: Partial<Record<TransportName, string>>
}
/** A code that no operation of a transport can cause: the file that tests it, and the reason. */
type Elsewhere = { readonly file: string; readonly reason: string }

const watch = 'subscription { sessionUpdated(sessionId: "00000000-0000-4000-8000-000000000000") { name } }'
/** Transports that carry streams: over a GET and with a form, clients take any type of answer. */
const streaming: readonly TransportName[] = ['Server-Sent Events', 'WebSocket', 'GET', 'form']
const notStreaming = transportNames.filter((transport) => !streaming.includes(transport))
const each = (transports: readonly TransportName[], code: string) =>
  Object.fromEntries(transports.map((transport) => [transport, code]))

const cells: Readonly<Record<string, Cells | Elsewhere>> = {
  UNAUTHENTICATED: {
    query: '{ __typename }',
    credentials: { authorization: 'Bearer forged' },
    // Before any operation: credentials are shown once there.
    but: { WebSocket: 'closed 4403' },
  },
  FORBIDDEN: { query: '{ activeRunCounts { __typename } }', signedIn: true },
  BAD_USER_INPUT: { query: 'query ($id: ID!) { session(id: $id) { id } }', variables: { id: [1] } },
  GRAPHQL_PARSE_FAILED: { query: '{' },
  GRAPHQL_VALIDATION_FAILED: { query: '{ nothing }' },
  OPERATION_RESOLUTION_FAILURE: { query: 'query A { __typename } query B { __typename }' },
  LIMIT_EXCEEDED: { file: 'test/transports/limits.test.ts', reason: 'each limit has its own cells' },
  NOT_FOUND: { query: watch, but: each(notStreaming, 'NOT_ACCEPTABLE') },
  NOT_ACCEPTABLE: { query: watch, but: each(streaming, 'NOT_FOUND') },
  NOT_CONFIGURED: {
    query: `subscription { sessionDeltas(sessionId: "${sessions.pictureSlides}") { __typename } }`,
    but: each(notStreaming, 'NOT_ACCEPTABLE'),
  },
  VALUE_OUT_OF_RANGE: {
    query: `{ session(id: "${sessions.pictureSlides}") { presentations { slides { slideNumber } } } }`,
    condition: hugeNumbers,
  },
  INTERNAL_SERVER_ERROR: {
    query: `{ session(id: "${sessions.pictureSlides}") { presentations { slides { slideTitle } } } }`,
    condition: brokenTable,
  },
  // GET allows queries only; the other transports execute it, which needs a user.
  METHOD_NOT_ALLOWED: {
    query: 'mutation { deactivateAccount(input: { confirm: true }) { __typename } }',
    but: each(
      transportNames.filter((transport) => transport !== 'GET'),
      'UNAUTHENTICATED',
    ),
  },
  SERVICE_UNAVAILABLE: {
    file: 'test/transports/unavailable.test.ts',
    reason: 'the gateway has no database then, and all transports are tried there',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    file: 'test/server/documents.test.ts',
    reason: 'only a hash without a document causes it, which is sent differently',
  },
  CANCELLED: { file: 'test/server/cancellation.test.ts', reason: 'it is logged: its client has left' },
  UNSUPPORTED_MEDIA_TYPE: {
    file: 'test/server/standards.test.ts',
    reason: 'it answers a request that no transport accepts',
  },
}

const documented = () => {
  const [, table = ''] =
    /## Error codes\n([\s\S]*?)\n## /.exec(readFileSync('docs/reference/security.md', 'utf8')) ?? []
  return [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code = '']) => code)
}

describe('error codes through every transport', () => {
  let database: Database
  let gateway: TestGateway
  let demo: Record<string, string>
  beforeAll(async () => {
    demo = { authorization: `Bearer ${await signTokenFor(people.demo)}` }
    const queries = Object.values(cells).flatMap((cell) => ('query' in cell ? [cell.query] : []))
    database = await open('seeded')
    gateway = await startAttackedGateway({ PERSISTED_DOCUMENTS: writeManifest(queries) }, database)
  })
  afterAll(() => gateway.close())

  it('has cells for each code that is documented', () => {
    expect(Object.keys(cells).toSorted()).toEqual(documented().toSorted())
  })

  it.each(Object.entries(cells))('%s', async (code, cell) => {
    if ('file' in cell)
      return expect(readFileSync(cell.file, 'utf8')).toMatch(code === 'LIMIT_EXCEEDED' ? 'limits' : code)
    const { signedIn, but, condition, ...asked } = cell
    const end = await condition?.(database)
    const found = await sendByEveryTransport(gateway, () => ({
      ...asked,
      ...(signedIn && { credentials: demo }),
    }))
    await end?.()
    expect(found).toEqual(repeatForTransports(code, but))
  })
})
