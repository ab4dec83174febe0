import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people } from '../../src/demo/identities.ts'
import { transportNames, transports } from '../attack/transports.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { EventStream } from './event-stream.ts'
import { clientOf } from './watching.ts'

type Step = { callId: string; agentName: string | null; isError: boolean | null; preview: string | null }
type Entry = { sessionEvents: { event?: { databaseId: string; eventType: string; step: Step | null } } }

const step = 'step { callId agentName isError preview }'
const subscription = `subscription ($id: ID!) {
  sessionEvents(sessionId: $id) { ... on EventAdded { event { databaseId eventType ${step} } } }
}`
const reader = { agent_name: 'Reader', is_sub_agent_event: true }
const writer = { agent_name: 'Writer', is_sub_agent_event: true }
const ofMain = { agentName: null }

/** Opens a subscription, whose entries come into `entries`, and returns a function that ends it. */
type Open = (
  gateway: TestGateway,
  variables: Record<string, unknown>,
  entries: Entry[],
) => Promise<() => void>

const streams: Readonly<Record<string, Open>> = {
  'Server-Sent Events': async ({ url }, variables, entries) => {
    const stop = new AbortController()
    const onResult = ({ data }: { data?: unknown }) => entries.push(data as Entry)
    await EventStream.open(url, subscription, variables, { signal: stop.signal, onResult })
    return () => stop.abort()
  },
  WebSocket: async ({ socketUrl }, variables, entries) => {
    const client = await clientOf(socketUrl, people.demo)
    const onError = (error: unknown) => {
      throw error
    }
    return client.subscribe<Entry>(
      { query: subscription, variables },
      { next: ({ data }) => data && entries.push(data), error: onError, complete: () => {} },
    )
  },
}

describe.each(testDatabases)('steps on the live stream, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway

  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
  })
  afterAll(() => gateway.close())

  async function newRun(): Promise<{ session: string; run: string }> {
    const [session, run] = [randomUUID(), randomUUID()]
    await database.query(`insert into sessions (id, user_id, name) values ($1, $2, 'Steps')`, [
      session,
      people.demo.id,
    ])
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'agent_run', 'running')`,
      [run, session],
    )
    return { session, run }
  }

  /** Writes events in one transaction each, as the platform does, and waits until the stream has them. */
  function writerOf({ session, run }: { session: string; run: string }, entries: Entry[]) {
    const added = () => entries.flatMap(({ sessionEvents: { event } }) => event ?? [])
    return async (type: string, content: object) => {
      const id = randomUUID()
      await database.query(
        `insert into application_events (id, event_type, event_group, session_id, run_id, user_id, content, created_at)
values ($1, $2, 'agent', $3, $4, $5, $6, clock_timestamp())`,
        [id, type, session, run, people.demo.id, { tool_name: 'web_search', ...content }],
      )
      await expect.poll(() => added().at(-1)?.databaseId).toBe(id)
      return { id, step: added().at(-1)?.step }
    }
  }

  it.each(Object.entries(streams))('are joined as they end, over %s', async (_name, openStream) => {
    const ids = await newRun()
    const entries: Entry[] = []
    const stop = await openStream(gateway, { id: ids.session }, entries)
    const write = writerOf(ids, entries)
    const call = (id: string, agent = {}) => write('agent.tool.call', { tool_call_id: id, ...agent })
    const result = (id: string, text: string, more = {}) =>
      write('agent.tool.result', { tool_call_id: id, result: text, is_error: false, ...more })
    const openStep = (callId: string, agent: object = ofMain) => ({
      step: { callId, agentName: null, isError: null, preview: null, ...agent },
    })
    const ended = (callId: string, preview: string, isError = false, agent: object = ofMain) => ({
      step: { callId, isError, preview, ...agent },
    })

    expect(await call('a')).toMatchObject(openStep('a'))
    expect(await result('a', 'found')).toMatchObject(ended('a', 'found'))

    expect(await call('b')).toMatchObject(openStep('b'))
    expect(await result('b', 'refused', { is_error: true })).toMatchObject(ended('b', 'refused', true))

    // A call that broke off, and the same id again.
    expect(await call('c')).toMatchObject(openStep('c'))
    expect(await write('agent.response.interrupted', { run_status: 'failed' })).toMatchObject({ step: null })
    expect(await call('c')).toMatchObject(openStep('c'))
    expect(await result('c', 'again')).toMatchObject(ended('c', 'again'))

    // Two sub-agents at once, of which the first ends first.
    expect(await call('d', reader)).toMatchObject(openStep('d', { agentName: 'Reader' }))
    expect(await call('d', writer)).toMatchObject(openStep('d', { agentName: 'Writer' }))
    expect(await result('d', 'read', reader)).toMatchObject(
      ended('d', 'read', false, { agentName: 'Reader' }),
    )
    expect(await result('d', 'written', writer)).toMatchObject(
      ended('d', 'written', false, { agentName: 'Writer' }),
    )
    expect(await result('e', 'without a call')).toMatchObject({ step: null })
    stop()
  })

  it('are the same by any transport afterwards', async () => {
    const ids = await newRun()
    const entries: Entry[] = []
    const stop = await streams.WebSocket?.(gateway, { id: ids.session }, entries)
    const write = writerOf(ids, entries)
    await write('agent.tool.call', { tool_call_id: 'a', ...reader })
    const { id, step: streamed } = await write('agent.tool.result', {
      tool_call_id: 'a',
      result: 'found',
      ...reader,
    })
    stop?.()
    const node = Buffer.from(`ApplicationEvent:${id}`).toString('base64url')
    const query = `{ node(id: "${node}") { ... on ApplicationEvent { ${step} } } }`
    const token = await signTokenFor(people.demo)
    expect(streamed).toMatchObject({ preview: 'found' })
    for (const name of transportNames)
      expect(await transports[name](gateway, { query, token }), name).toMatchObject({
        data: { node: { step: streamed } },
      })
  })

  it('are in the state of a run as they end', async () => {
    const ids = await newRun()
    const client = await clientOf(gateway.socketUrl, people.demo)
    const query = `subscription ($id: ID!) { runUpdated(runId: $id) { steps { nodes { isError preview } } } }`
    type State = { runUpdated: { steps: { nodes: Omit<Step, 'callId' | 'agentName'>[] } } }
    const states: State[] = []
    client.subscribe<State>(
      { query, variables: { id: ids.run } },
      { next: ({ data }) => data && states.push(data), error: () => {}, complete: () => {} },
    )
    const last = () => states.at(-1)?.runUpdated.steps.nodes
    await expect.poll(last).toEqual([])
    const add = (type: string, content: object) =>
      database.query(
        `insert into application_events (event_type, event_group, session_id, run_id, content, created_at)
values ($1, 'agent', $2, $3, $4, clock_timestamp())`,
        [type, ids.session, ids.run, { tool_name: 'web_search', tool_call_id: 'a', ...content }],
      )
    await add('agent.tool.call', {})
    await expect.poll(last).toEqual([{ isError: null, preview: null }])
    await add('agent.tool.result', { result: 'found', is_error: true })
    await expect.poll(last).toEqual([{ isError: true, preview: 'found' }])
  })
})
