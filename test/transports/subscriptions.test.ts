/** Access to each subscription, through every transport of subscriptions. Fails for a subscription without a cell. */
import { createHash } from 'node:crypto'
import { getNamedType, isCompositeType } from 'graphql'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { runs, sessions } from '../../src/demo/identities.ts'
import { schema } from '../../src/schema/schema.ts'
import { startAttackedGateway } from '../attack/gateway.ts'
import type { TestGateway } from '../support/gateway.ts'
import { transports, writeManifest } from './transports.ts'
import { refused, type ViewerName, viewerNames, viewers } from './viewers.ts'

type Cell = {
  /** The arguments, with ids of private rows of the demo user. */
  readonly args?: string
  /** What those get who may not watch it; all others have a stream. */
  readonly refusals: Partial<Record<ViewerName, 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND'>>
}

const ofOwner: Cell['refusals'] = { 'signed out': 'NOT_FOUND', other: 'NOT_FOUND' }
const ofSelf: Cell['refusals'] = { 'signed out': 'UNAUTHENTICATED' }
const ofAdmins: Cell['refusals'] = { 'signed out': 'UNAUTHENTICATED', owner: 'FORBIDDEN', other: 'FORBIDDEN' }
const session = `(sessionId: "${sessions.website}")`
const run = `(runId: "${runs.websiteFinished}")`
const unknown = '00000000-0000-4000-8000-000000000000'
const ofNobody: Cell['refusals'] = Object.fromEntries(viewerNames.map((name) => [name, 'NOT_FOUND'] as const))

const cells: Readonly<Record<string, Cell>> = {
  allEvents: { refusals: ofAdmins },
  creditBalance: { refusals: ofSelf },
  deploymentStatus: { args: `(projectId: "${unknown}")`, refusals: ofNobody },
  messageAdded: { args: session, refusals: ofOwner },
  runActivity: { refusals: ofAdmins },
  runLog: { args: run, refusals: ofOwner },
  runUpdated: { args: run, refusals: ofOwner },
  sessionDeltas: { args: session, refusals: ofOwner },
  sessionEvents: { args: session, refusals: ofOwner },
  sessionRuns: { args: session, refusals: ofOwner },
  sessionUpdated: { args: session, refusals: ofOwner },
  storybookProgress: { args: `(storybookId: "${unknown}")`, refusals: ofNobody },
  taskLogs: { args: run, refusals: ofOwner },
  viewerUpdated: { refusals: ofSelf },
}
const fields = schema.getSubscriptionType()?.getFields() ?? {}

const queryOf = (name: string) => {
  const field = fields[name]
  const inside = field && isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''
  return `subscription { ${name}${cells[name]?.args ?? ''}${inside} }`
}

/** A stream that is open and says nothing for so long is one; a refusal is waited for. */
const silentMs = 700
const refusalMs = 20_000
type Ask = {
  readonly query: string
  readonly credentials: Record<string, string>
  readonly waitMs: number
}

const headersOf = (credentials: Record<string, string>) => ({ ...credentials, accept: 'text/event-stream' })
const codeIn = (result: { errors?: readonly { extensions?: Record<string, unknown> }[] }) =>
  result.errors?.[0] ? String(result.errors[0].extensions?.code) : 'stream'

/** The code of the first event's error, or `stream`. */
async function firstEvent(url: string, waitMs: number, init: RequestInit): Promise<string> {
  const leave = new AbortController()
  const timer = setTimeout(() => leave.abort(), waitMs)
  try {
    const response = await fetch(url, { ...init, signal: leave.signal })
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const [, data] = /^data: ?(\{.*\})$/m.exec(text) ?? []
      if (data) return codeIn(JSON.parse(data))
    }
    return codeIn(JSON.parse(text))
  } catch (error) {
    if (leave.signal.aborted) return 'stream'
    throw error
  } finally {
    clearTimeout(timer)
    leave.abort()
  }
}

const post = ({ url }: TestGateway, { credentials, waitMs }: Ask, body: object) =>
  firstEvent(url, waitMs, {
    method: 'POST',
    headers: { ...headersOf(credentials), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const trusted = (query: string) => createHash('sha256').update(`${query} # of the manifest`).digest('hex')

const streams: Readonly<Record<string, (gateway: TestGateway, ask: Ask) => Promise<string>>> = {
  'Server-Sent Events': (gateway, ask) => post(gateway, ask, { query: ask.query }),
  'Server-Sent Events by GET': (gateway, { query, credentials, waitMs }) =>
    firstEvent(`${gateway.url}?${new URLSearchParams({ query })}`, waitMs, {
      headers: { ...headersOf(credentials), 'x-csrf-protection': '1' },
    }),
  'trusted document': (gateway, ask) => post(gateway, ask, { documentId: trusted(ask.query) }),
  async WebSocket(gateway, { query, credentials, waitMs }) {
    const client = createClient({
      url: gateway.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: credentials,
      retryAttempts: 0,
    })
    const silent = new Promise<'stream'>((resolve) => setTimeout(resolve, waitMs, 'stream'))
    const first = client
      .iterate({ query })
      .next()
      .then(
        ({ value }) => codeIn(value ?? {}),
        (error) => (Array.isArray(error) ? codeIn({ errors: error }) : `closed ${error.code}`),
      )
    const found = await Promise.race([first, silent])
    await client.dispose()
    return found
  },
}

function expected(name: string, viewer: ViewerName, transport: string): string {
  if (refused.includes(viewer)) return transport === 'WebSocket' ? 'closed 4403' : 'UNAUTHENTICATED'
  return cells[name]?.refusals[viewer] ?? 'stream'
}

describe('subscriptions through every transport', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway({
      PERSISTED_DOCUMENTS: writeManifest(Object.keys(cells).map(queryOf)),
      // Nobody listens there: a subscription is open all the same.
      PLATFORM_REDIS_URL: 'redis://127.0.0.1:9',
    })
  })
  afterAll(() => gateway.close())

  it('have a cell each', () => {
    expect(Object.keys(cells).toSorted()).toEqual(Object.keys(fields).toSorted())
  })

  it.each(viewerNames)('of %s', async (viewer) => {
    const credentials = await viewers[viewer]()
    const asked = Object.keys(cells).flatMap((name) =>
      Object.keys(streams).map((transport) => [name, transport] as const),
    )
    const right = asked.map(
      ([name, transport]) => [`${name}, ${transport}`, expected(name, viewer, transport)] as const,
    )
    const found = await Promise.all(
      asked.map(async ([name, transport]) => {
        const waitMs = expected(name, viewer, transport) === 'stream' ? silentMs : refusalMs
        const outcome = await streams[transport]?.(gateway, { query: queryOf(name), credentials, waitMs })
        return [`${name}, ${transport}`, outcome]
      }),
    )
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(right))
  })

  it.each(['fast path', 'Yoga path'] as const)(
    'are refused where no stream is accepted: %s',
    async (transport) => {
      for (const viewer of ['signed out', 'owner'] as const) {
        const credentials = await viewers[viewer]()
        for (const name of Object.keys(cells)) {
          const { errors } = await transports[transport](gateway, { query: queryOf(name), credentials })
          expect(errors?.[0]?.extensions.code, name).toBe('NOT_ACCEPTABLE')
        }
      }
    },
  )
})
