/** Every documented error code through every door. A code without a cell here fails. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { attacked } from '../attack/gateway.ts'
import { tokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { type Asked, type DoorName, everyDoor, manifestOf, throughEveryDoor } from './doors.ts'

type Cells = Omit<Asked, 'address'> & {
  readonly signedIn?: true
  readonly but?: Partial<Record<DoorName, string>>
}
type Elsewhere = { readonly file: string }

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
  LIMIT_EXCEEDED: { file: 'test/doors/limits.test.ts' },
  // Of subscriptions alone, rows that no demo has, faults, or HTTP itself.
  NOT_FOUND: { file: 'test/live/rights.test.ts' },
  NOT_CONFIGURED: { file: 'test/live/deltas/deltas.test.ts' },
  VALUE_OUT_OF_RANGE: { file: 'test/schema/exact-numbers.test.ts' },
  INTERNAL_SERVER_ERROR: { file: 'test/server/errors.test.ts' },
  SERVICE_UNAVAILABLE: { file: 'test/server/health.test.ts' },
  PERSISTED_QUERY_NOT_FOUND: { file: 'test/server/documents.test.ts' },
  METHOD_NOT_ALLOWED: { file: 'test/server/standards.test.ts' },
  NOT_ACCEPTABLE: { file: 'test/server/standards.test.ts' },
  CANCELLED: { file: 'test/server/cancellation.test.ts' },
  UNSUPPORTED_MEDIA_TYPE: { file: 'test/server/standards.test.ts' },
}

const documented = () => {
  const [, table = ''] =
    /## Error codes\n([\s\S]*?)\n## /.exec(readFileSync('docs/security.md', 'utf8')) ?? []
  return [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code = '']) => code)
}

describe('error codes through every door', () => {
  let gateway: TestGateway
  let demo: Record<string, string>
  beforeAll(async () => {
    demo = { authorization: `Bearer ${await tokenFor(people.demo)}` }
    const queries = Object.values(cells).flatMap((cell) => ('query' in cell ? [cell.query] : []))
    gateway = await attacked({ PERSISTED_DOCUMENTS: manifestOf(queries) })
  })
  afterAll(() => gateway.close())

  it('has cells for each code that is documented', () => {
    expect(Object.keys(cells).toSorted()).toEqual(documented().toSorted())
  })

  it.each(Object.entries(cells))('%s', async (code, cell) => {
    if ('file' in cell)
      return expect(readFileSync(cell.file, 'utf8')).toMatch(code === 'LIMIT_EXCEEDED' ? 'limits' : code)
    const { signedIn, but, ...asked } = cell
    const found = await throughEveryDoor(gateway, () => ({
      ...asked,
      ...(signedIn && { credentials: demo }),
    }))
    expect(found).toEqual(everyDoor(code, but))
  })
})
