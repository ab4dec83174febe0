/** Streams of public sessions give a stranger no field that queries for the session do not, beside the stream's own entries. */
import { getNamedType } from 'graphql'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { schema } from '../../src/schema/schema.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { open, startAttackedGateway } from './gateway.ts'
import { listValuedFields, selectAllOf, valuedFields } from './selection.ts'

const own = [
  'EventAdded.createdAt EventAdded.cursor EventAdded.event MessageWritten.createdAt MessageWritten.cursor',
  'MessageWritten.message RunEnded.createdAt RunEnded.cursor RunEnded.run RunEnded.status',
  'RunStatusChanged.createdAt RunStatusChanged.cursor RunStatusChanged.run RunStatusChanged.status',
  'TaskLogAdded.createdAt TaskLogAdded.cursor TaskLogAdded.log ApplicationEvent.session ChatMessage.session',
].flatMap((line) => line.split(' '))

const ofSession = (field: string) =>
  [sessions.publicReport, sessions.pictureSlides, sessions.longChat].map(
    (id) => [field, `sessionId: "${id}"`] as const,
  )
const ofRun = (field: string) => [[field, `runId: "${runs.publicReport}"`] as const]
const streams = [
  ...['sessionUpdated', 'sessionRuns', 'sessionEvents', 'messageAdded'].flatMap(ofSession),
  ...['runUpdated', 'runLog', 'taskLogs'].flatMap(ofRun),
]
/** Runs are their owner's, also those of a public session. */
const closed = new Set(['runUpdated', 'runLog', 'taskLogs'])
/** A stream that says nothing for so long has given what is stored. The first answer of a stream that has one is waited for. */
const silentMs = 700
const firstMs = 20_000
const stored = [
  ...['sessionUpdated', 'sessionRuns'].flatMap(ofSession),
  ['sessionEvents', `sessionId: "${sessions.publicReport}"`],
  ['messageAdded', `sessionId: "${sessions.longChat}"`],
].map(String)

describe.each([
  ['signed out', null],
  ['another user', people.maria],
])('the streams of a public session for a stranger, %s', (_who, person) => {
  let gateway: TestGateway
  const valuedBySession = new Map<string, Promise<ReadonlySet<string>>>()
  /** The fields of a session that queries give this stranger, asked for once, as nothing here changes them. */
  const getValuedFields = (id: string, token: string | undefined) => {
    const known = valuedBySession.get(id) ?? listValuedFields(gateway, id, token)
    valuedBySession.set(id, known)
    return known
  }
  beforeAll(async () => {
    const database = await open('seeded')
    await database.query('update sessions set is_public = true where id = $1', [sessions.longChat])
    gateway = await startAttackedGateway(
      {
        MAX_COST: '1000000',
        MAX_TOKENS: '100000',
        MAX_DOCUMENT_LENGTH: '1000000',
        MAX_ALIASES: '5000',
      },
      database,
    )
  })
  afterAll(() => gateway.close())

  it.each(streams)('%s(%s) give what a query gives', async (name, argument) => {
    const client = createClient({
      url: gateway.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: person ? { token: await signTokenFor(person) } : {},
      retryAttempts: 0,
    })
    const field = schema.getSubscriptionType()?.getFields()[name]
    if (!field) throw new Error(`there is no ${name}`)
    const query = `subscription { ${name}(${argument}) ${selectAllOf(getNamedType(field.type).name, ['Subscription'])} }`
    const results = client.iterate({ query })
    const isStored = stored.includes(String([name, argument]))
    const found = new Set<string>()
    for (let count = 0; ; count += 1) {
      const waitMs = isStored && count === 0 ? firstMs : silentMs
      const silence = new Promise<undefined>((resolve) => setTimeout(resolve, waitMs))
      const next = await Promise.race([results.next(), silence])
      if (!next || next.done) break
      expect(next.value.errors?.map(({ extensions }) => extensions?.code)).toEqual(
        closed.has(name) ? ['NOT_FOUND'] : undefined,
      )
      for (const valued of valuedFields(Object.values(next.value.data ?? {}))) found.add(valued)
    }
    await client.dispose()
    if (closed.has(name)) return expect(found.size).toBe(0)
    const id = /"(.*)"/.exec(argument)?.[1] ?? ''
    const token = person ? await signTokenFor(person) : undefined
    const known = new Set([...(await getValuedFields(id, token)), ...own])
    if (isStored && name !== 'sessionRuns') expect(found.size).toBeGreaterThan(3)
    expect([...found].filter((one) => !known.has(one))).toEqual([])
  })
})
