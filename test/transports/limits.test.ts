/** Every limit through every transport. Does not compile without a cell for each limit. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type LimitName, limits } from '../../src/config/limits.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { create, kind, startAttackedGateway } from '../attack/gateway.ts'
import { signTokenFor } from '../support/client.ts'
import { type Condition, largeResults, lockedTable, longList, manyKeys } from './conditions.ts'
import { repeatForTransports, sendByEveryTransport, type TransportName, writeManifest } from './transports.ts'

type Cells = {
  /** What goes beyond the limit at its least. */
  readonly query: string
  readonly variables?: Record<string, unknown>
  readonly signedIn?: true
  /** Number of requests of each transport; the last answer counts. */
  readonly times?: number
  /** What the database must be like, and on which kind alone it can be. */
  readonly condition?: Condition
  readonly on?: 'postgres'
  /** Transports where something else is right: what, and why. */
  readonly but?: Partial<Record<TransportName, readonly [found: string, reason: string]>>
}
/** A limit that no single operation of a transport can exceed: the file that tests it, and the reason. */
type Elsewhere = { readonly file: string; readonly reason: string }

const trusted = { 'trusted document': ['answered', 'its text was written with the clients'] } as const
const sockets = {
  file: 'test/attack/sockets.test.ts',
  reason: 'it counts connections, messages or open streams, whatever they carry',
}
const connections = 'test/attack/connection-limits.test.ts'
const held = 'test/attack/held-connections.test.ts'
const unread = { file: 'test/server/slow-readers.test.ts', reason: 'it needs clients that do not read' }
const session = `session(id: "${sessions.pictureSlides}")`
const slides = `{ ${session} { presentations { slides { slideTitle } } } }`
const fields = (count: number) => Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')

const cells: Record<LimitName, Cells | Elsewhere> = {
  connections: { file: held, reason: 'it counts connections, whatever they carry' },
  addressConnections: { file: held, reason: 'it counts connections, whatever they carry' },
  receivedBytes: { file: held, reason: 'it counts what has not arrived whole' },
  subscriptionBytes: { file: held, reason: 'only subscriptions are held' },
  bodyBytes: {
    query: '{ __typename }',
    variables: { unused: 'x'.repeat(1_000) },
    but: {
      GET: ['answered', 'there is no body; Node bounds the headers'],
      WebSocket: ['closed 1009', 'a message that is too large is never read'],
    },
  },
  bodyValues: {
    query: '{ __typename }',
    variables: { unused: Array(100).fill(0) },
    but: { WebSocket: ['closed 1009', 'a message of too many values is never parsed'] },
  },
  bodyMs: {
    file: 'test/attack/http.test.ts',
    reason: 'Node checks it before the transport is chosen; WebSocket messages have no bodies',
  },
  headerBytes: {
    file: connections,
    reason: 'Node checks it before the transport is chosen; a WebSocket has headers once',
  },
  parameters: {
    file: connections,
    reason: 'it counts members of the request that name no part of an operation',
  },
  pipelinedRequests: { file: connections, reason: 'it counts requests, whatever they carry' },
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
  rowKeys: { query: `{ ${session} { events(last: 1) { nodes { toolResult } } } }`, condition: manyKeys },
  listRows: { query: `{ ${session} { presentations { name } } }`, condition: longList },
  objects: {
    query: '{ viewer { sessions(first: 50) { nodes { messages(first: 50) { nodes { id } } } } } }',
    signedIn: true,
  },
  errors: {
    query: `{ ${session} { ${['a', 'b'].map((name) => `${name}: events(after: "x") { nodes { id } }`).join(' ')} } }`,
  },
  responseBytes: {
    query:
      '{ viewer { sessions(first: 50) { nodes { events(first: 50) { nodes { id a: id b: id c: id createdAt } } } } } }',
    signedIn: true,
  },
  heldBytes: {
    query: `{ ${session} { events(last: 20) { nodes { toolResult } } } }`,
    condition: largeResults,
  },
  clientReadMs: unread,
  unsentBytes: unread,
  // PGlite has one connection, and cannot interrupt a statement.
  requestMs: { query: slides, condition: lockedTable, on: 'postgres' },
  statementMs: { query: slides, condition: lockedTable, on: 'postgres' },
  viewerRequests: { query: '{ __typename }', signedIn: true, times: 2 },
  addressRequests: { query: '{ __typename }', times: 2 },
  viewerSockets: sockets,
  addressSockets: sockets,
  socketOperations: sockets,
  socketMessages: sockets,
  operationIdLength: { file: connections, reason: 'only operations of WebSockets have ids' },
  payloadMembers: { file: connections, reason: 'messages of WebSockets have them, and bodies in chunks' },
  messageFragments: { file: connections, reason: 'messages of WebSockets have them, and bodies in chunks' },
  initMs: { file: connections, reason: 'it is counted before there is an operation' },
}

const isElsewhere = (one: Cells | Elsewhere): one is Elsewhere => 'file' in one
const names = Object.keys(cells) as LimitName[]

describe('limits through every transport', () => {
  const isTried = (name: LimitName) => {
    const cell = cells[name]
    return !isElsewhere(cell) && (cell.on === undefined || cell.on === kind)
  }
  it.each(names.filter(isTried))('%s', async (name) => {
    const cell = cells[name]
    if (isElsewhere(cell)) return
    const { query, variables, signedIn, times = 1, but = {}, condition } = cell
    const { config, remove } = await create('seeded')
    // The least that is accepted is less than some statement of the start takes on a busy machine.
    const statementTimeoutMs = name === 'statementMs' ? 500 : config.statementTimeoutMs
    const database = await openDatabase({ ...config, statementTimeoutMs })
    const env = {
      [limits[name].variable]: String(Math.max(limits[name].range[0], times > 1 ? 1 : 0)),
      PERSISTED_DOCUMENTS: writeManifest([query]),
      TRUSTED_PROXIES: 'loopback',
    }
    const gateway = await startAttackedGateway(env, database)
    const end = await condition?.(database)
    const demo: Record<string, string> = { authorization: `Bearer ${await signTokenFor(people.demo)}` }
    const asked = (transport: TransportName) => {
      const address = `10.0.0.${Object.keys(repeatForTransports('')).indexOf(transport) + 1}`
      return { query, variables, address, credentials: signedIn ? demo : {} }
    }
    let found = await sendByEveryTransport(gateway, asked)
    for (let i = 1; i < times; i += 1) found = await sendByEveryTransport(gateway, asked)
    const other = Object.entries(but).map(([transport, [outcome]]) => [transport, outcome])
    expect(found).toEqual(repeatForTransports(name, Object.fromEntries(other)))
    await end?.()
    await gateway.close()
    await remove()
  })

  it.each(names.filter((name) => isElsewhere(cells[name])))('%s is held elsewhere', (name) => {
    const cell = cells[name]
    if (!isElsewhere(cell)) return
    expect(existsSync(cell.file)).toBe(true)
    expect(readFileSync(cell.file, 'utf8')).toContain(limits[name].variable)
  })
})
