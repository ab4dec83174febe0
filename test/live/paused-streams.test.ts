import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const streams = 20
const eventBytes = 20_000
/** How many events, of 20 KB each, are written before the connections are looked at again. */
const batch = 200
/** More events than the system's own buffers take of one stream: 40 MB. */
const maxEvents = 2_000
const maxWaitingBytes = 512 * 1024
const query = `subscription ($id: ID!, $after: String) {
  sessionEvents(sessionId: $id, after: $after) { ... on EventAdded { event { content } } }
}`

/** The streams of one client, which may stop reading. */
type Streams = {
  /** The numbers of the events that each has had. */
  readonly numbers: readonly number[][]
  pause(): void
  resume(): void
  close(): void
}

/** Takes the number of an event from a result, if it has one. */
function take(
  numbers: number[],
  payload: { data: { sessionEvents: { event?: { content: { n?: number } } } } },
) {
  const n = payload.data.sessionEvents.event?.content.n
  if (n !== undefined) numbers.push(n)
}

async function overSocket({ socketUrl }: TestGateway, session: string): Promise<Streams> {
  const socket = new WebSocket(socketUrl, 'graphql-transport-ws')
  const numbers = Array.from({ length: streams }, (): number[] => [])
  await once(socket, 'open')
  const send = (message: object) => socket.send(JSON.stringify(message))
  send({ type: 'connection_init', payload: { token: await signTokenFor(people.demo) } })
  await once(socket, 'message')
  const begun = new Set<string>()
  socket.on('message', (text) => {
    const { id, type, payload } = JSON.parse(String(text))
    if (type !== 'next') return
    begun.add(id)
    take(numbers[Number(id)] ?? [], payload)
  })
  numbers.forEach((_, id) => {
    send({ id: String(id), type: 'subscribe', payload: { query, variables: { id: session } } })
  })
  await expect.poll(() => begun.size, { timeout: 60_000 }).toBe(streams)
  return {
    numbers,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => socket.terminate(),
  }
}

/** Opens an event stream of a response that can be paused. */
async function openEvents(url: string, session: string): Promise<IncomingMessage> {
  const headers = {
    authorization: `Bearer ${await signTokenFor(people.demo)}`,
    accept: 'text/event-stream',
    'content-type': 'application/json',
  }
  const sent = request(url, { method: 'POST', headers, agent: false })
  sent.end(JSON.stringify({ query, variables: { id: session } }))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return response.setEncoding('utf8')
}

async function overEvents({ url }: TestGateway, session: string): Promise<Streams> {
  const responses = await Promise.all(Array.from({ length: streams }, () => openEvents(url, session)))
  const begun = new Set<IncomingMessage>()
  const numbers = responses.map((response) => {
    const had: number[] = []
    let text = ''
    response.on('error', () => {})
    response.on('data', (chunk: string) => {
      const lines = (text + chunk).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) {
        if (!line.startsWith('data: {')) continue
        begun.add(response)
        take(had, JSON.parse(line.slice(6)))
      }
    })
    return had
  })
  await expect.poll(() => begun.size, { timeout: 60_000 }).toBe(streams)
  const each = (work: (response: IncomingMessage) => void) => () => responses.forEach(work)
  return {
    numbers,
    pause: each((response) => response.pause()),
    resume: each((response) => response.resume()),
    close: each((response) => response.destroy()),
  }
}

// One database is enough: what waits is in the gateway.
describe.each(testDatabases.slice(-1))(
  'twenty streams of a client that stops reading, on $kind',
  { timeout: 600_000 },
  ({ open }) => {
    let gateway: TestGateway
    let database: Database
    beforeAll(async () => {
      database = await open('seeded')
      gateway = await startGateway(database)
    })
    afterAll(() => gateway.close())

    /** Writes the next events of a session, whose numbers begin with `first`. */
    const write = (session: string, first: number) =>
      database.query(
        `insert into application_events (event_type, event_group, session_id, content)
         select 'big', 'agent', $1, jsonb_build_object('n', n, 'text', repeat('text ', 4000))
           from generate_series($2::int, $2::int + $3::int - 1) n`,
        [session, first, batch],
      )

    // A session each: the system's buffers grow by what a client reads of its history.
    it.each([
      ['one WebSocket', overSocket, sessions.website],
      ['event streams', overEvents, sessions.research],
    ])(
      'keep little in memory, and deliver every event once when it reads on, over %s',
      async (_, openStreams, session) => {
        const accepted: Socket[] = []
        const onSocket = (message: unknown) => accepted.push((message as { socket: Socket }).socket)
        subscribe('net.server.socket', onSocket)
        const client = await openStreams(gateway, session)
        unsubscribe('net.server.socket', onSocket)
        client.pause()
        let maxWaiting = 0
        const readWaiting = () => {
          const bytes = accepted.map(({ writableLength }) => writableLength)
          maxWaiting = Math.max(maxWaiting, ...bytes)
          return bytes
        }
        /** Resolves when no event is sent any more, pings apart: a slow machine takes long for what was written. */
        const settled = async () => {
          const countSent = () => accepted.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0)
          for (let before = -eventBytes; countSent() - before >= eventBytes; ) {
            before = countSent()
            await setTimeout(1_000)
          }
        }
        // Writes until each connection is full: what the system takes of one differs.
        let written = 0
        do {
          await write(session, written)
          written += batch
          await settled()
        } while (readWaiting().includes(0) && written < maxEvents)
        await expect.poll(readWaiting).not.toContain(0)
        expect(client.numbers.every(({ length }) => length < written)).toBe(true)
        client.resume()
        const isWhole = () => {
          readWaiting()
          return client.numbers.every(({ length }) => length >= written)
        }
        await expect.poll(isWhole, { timeout: 300_000 }).toBe(true)
        const all = Array.from({ length: written }, (_, n) => n)
        for (const numbers of client.numbers) expect(numbers.toSorted((a, b) => a - b)).toEqual(all)
        expect(maxWaiting).toBeLessThan(maxWaitingBytes)
        client.close()
      },
    )
  },
)
