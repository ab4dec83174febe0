/** Every limit through every door. A limit without a cell here does not compile. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type LimitName, limits } from '../../src/config/limits.ts'
import { people } from '../../src/demo/identities.ts'
import { attacked } from '../attack/gateway.ts'
import { tokenFor } from '../support/client.ts'
import { type DoorName, everyDoor, manifestOf, throughEveryDoor } from './doors.ts'

type Cells = {
  /** What goes beyond the limit at its least. */
  readonly query: string
  readonly variables?: Record<string, unknown>
  readonly signedIn?: true
  /** How often it is asked through each door; the last answer counts. */
  readonly times?: number
  /** Doors where something else is right: what, and why. */
  readonly but?: Partial<Record<DoorName, readonly [found: string, reason: string]>>
}
/** A limit that no single operation through a door can meet: the test that holds it, and why. */
type Elsewhere = { readonly file: string; readonly reason: string }

const trusted = { 'trusted document': ['answered', 'its text was written with the clients'] } as const
const sockets = {
  file: 'test/attack/sockets.test.ts',
  reason: 'it counts connections, messages or open streams',
}
const slow = { file: 'test/attack/counting.test.ts', reason: 'it needs a PostgreSQL that is slow' }
const unread = { file: 'test/server/slow-readers.test.ts', reason: 'it needs clients that do not read' }
const fields = (count: number) => Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')

const cells: Record<LimitName, Cells | Elsewhere> = {
  bodyBytes: {
    query: '{ __typename }',
    variables: { unused: 'x'.repeat(1_000) },
    but: {
      GET: ['answered', 'there is no body; Node bounds the headers'],
      WebSocket: ['closed 1009', 'a message that is too large is never read'],
    },
  },
  bodyMs: { file: 'test/attack/http.test.ts', reason: 'Node holds it before a request has a door' },
  documentLength: { query: `{ __typename } #${'x'.repeat(1_000)}`, but: trusted },
  tokens: { query: `{ ${fields(40)} }`, but: trusted },
  depth: { query: '{ viewer { id } }', but: trusted },
  aliases: { query: '{ a: __typename }', but: trusted },
  directives: { query: '{ __typename @include(if: true) }', but: trusted },
  selections: { query: `{ ${'__typename '.repeat(11)}}`, but: trusted },
  fragments: { query: '{ ...A } fragment A on Query { __typename }', but: trusted },
  rootFields: { query: '{ __typename viewer { id } }', but: trusted },
  cost: { query: '{ viewer { sessions(first: 100) { nodes { id } } } }', but: trusted },
  rows: {
    query:
      '{ viewer { sessions(first: 50) { nodes { events(first: 50) { nodes { id } } messages(first: 50) { nodes { id } } } } } }',
    signedIn: true,
  },
  readBytes: {
    query: '{ viewer { sessions(first: 50) { nodes { events(first: 50) { nodes { id } } } } } }',
    signedIn: true,
  },
  listRows: { file: 'test/server/list-rows.test.ts', reason: 'the demo has no such list' },
  objects: {
    query: '{ viewer { sessions(first: 50) { nodes { messages(first: 50) { nodes { id } } } } } }',
    signedIn: true,
  },
  responseBytes: {
    query:
      '{ viewer { sessions(first: 50) { nodes { events(first: 50) { nodes { id a: id b: id c: id createdAt } } } } } }',
    signedIn: true,
  },
  heldBytes: {
    file: 'test/server/byte-limits.test.ts',
    reason: 'it is met by many requests together',
  },
  clientReadMs: unread,
  unsentBytes: unread,
  requestMs: slow,
  statementMs: { file: 'test/faults/scenario.ts', reason: slow.reason },
  viewerRequests: { query: '{ __typename }', signedIn: true, times: 2 },
  addressRequests: { query: '{ __typename }', times: 2 },
  viewerSockets: sockets,
  addressSockets: sockets,
  socketOperations: sockets,
  socketMessages: sockets,
}

const isElsewhere = (one: Cells | Elsewhere): one is Elsewhere => 'file' in one
const names = Object.keys(cells) as LimitName[]

describe('limits through every door', () => {
  it.each(names.filter((name) => !isElsewhere(cells[name])))('%s', async (name) => {
    const cell = cells[name]
    if (isElsewhere(cell)) return
    const { query, variables, signedIn, times = 1, but = {} } = cell
    const gateway = await attacked({
      [limits[name].variable]: String(Math.max(limits[name].range[0], times > 1 ? 1 : 0)),
      PERSISTED_DOCUMENTS: manifestOf([query]),
      TRUSTED_PROXIES: 'loopback',
    })
    const demo: Record<string, string> = { authorization: `Bearer ${await tokenFor(people.demo)}` }
    const asked = (door: DoorName) => {
      const address = `10.0.0.${Object.keys(everyDoor('')).indexOf(door) + 1}`
      return { query, variables, address, credentials: signedIn ? demo : {} }
    }
    let found = await throughEveryDoor(gateway, asked)
    for (let i = 1; i < times; i += 1) found = await throughEveryDoor(gateway, asked)
    const other = Object.entries(but).map(([door, [outcome]]) => [door, outcome])
    expect(found).toEqual(everyDoor(name, Object.fromEntries(other)))
    await gateway.close()
  })

  it.each(names.filter((name) => isElsewhere(cells[name])))('%s is held elsewhere', (name) => {
    const cell = cells[name]
    if (!isElsewhere(cell)) return
    expect(existsSync(cell.file)).toBe(true)
    expect(readFileSync(cell.file, 'utf8')).toContain(limits[name].variable)
  })
})
