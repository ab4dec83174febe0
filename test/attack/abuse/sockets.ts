import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { documents, type Random } from './documents.ts'
import { type Abuse, large, type Target } from './requests.ts'
import { largeSessions } from './rows.ts'

type Make = (random: Random) => Omit<Abuse, 'kind'>

const letters = (random: Random) => Math.floor(random() * 36 ** 8).toString(36)
const subscribe = (id: string, payload: object) => JSON.stringify({ type: 'subscribe', id, payload })

/** Opens a WebSocket, does something with it, and gives it up a while later. */
async function withSocket(
  { url, token }: Target,
  holdMs: number,
  work: (socket: WebSocket, bare: Socket) => Promise<void> | void,
): Promise<void> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
  socket.on('error', () => {})
  const closed = once(socket, 'close').catch(() => {})
  await Promise.race([once(socket, 'open'), closed]).catch(() => {})
  if (socket.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ type: 'connection_init', payload: token ? { token } : {} }))
    await Promise.race([once(socket, 'message'), closed, pause(2_000)])
    const { _socket: bare } = socket as unknown as { readonly _socket: Socket | null }
    if (bare) await work(socket, bare)
    await Promise.race([closed, pause(holdMs)])
  }
  socket.terminate()
}

function send(socket: WebSocket, messages: readonly string[]): void {
  for (const message of messages) if (socket.readyState === WebSocket.OPEN) socket.send(message)
}

const sent =
  (holdMs: number, messagesOf: (random: Random) => readonly string[], isReading = true): Make =>
  (random) => {
    const messages = messagesOf(random)
    return {
      key: messages.join(),
      send: (target) =>
        withSocket(target, holdMs, (socket) => {
          if (!isReading) socket.pause()
          send(socket, messages)
        }),
    }
  }

const written =
  (holdMs: number, bytesOf: (random: Random) => Buffer): Make =>
  (random) => {
    const bytes = bytesOf(random)
    return {
      key: bytes.toString('latin1'),
      send: (target) => withSocket(target, holdMs, (_, bare) => void bare.write(bytes)),
    }
  }

const many = (random: Random, max: number, text: (i: number) => string) =>
  Array.from({ length: 1 + Math.floor(random() * max) }, (_, i) => text(i))
const frame = (first: number, payload: Buffer) =>
  Buffer.concat([Buffer.from([first, 0x80 | payload.length, 0, 0, 0, 0]), payload])

/** Begins with a payload of many members, in which credentials are looked for. */
const wideInit: Make = (random) => {
  const members = Array.from({ length: 1_000 + Math.floor(random() * 60_000) }, (_, i) => [
    `${letters(random)}${i}`,
    {},
  ])
  const key = JSON.stringify({ type: 'connection_init', payload: Object.fromEntries(members) })
  return {
    key,
    async send({ url }) {
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
      socket.on('error', () => {}).on('open', () => socket.send(key))
      await Promise.race([once(socket, 'close').catch(() => {}), pause(1_000)])
      socket.terminate()
    },
  }
}

const watched = (random: Random) => {
  const id = largeSessions[Math.floor(random() * largeSessions.length)]
  return {
    query: `subscription S${letters(random)} { sessionEvents(sessionId: "${id}") { ... on SessionEventEntry { cursor event { id toolResult content } } } }`,
  }
}

/** Every kind of abuse over WebSockets. */
export const sockets: Readonly<Record<string, Make>> = {
  'answers over WebSocket that are not read': sent(
    2_500,
    (random) => many(random, 30, (i) => subscribe(String(i), large(random))),
    false,
  ),
  'subscriptions that are not read': sent(
    2_500,
    (random) => many(random, 90, (i) => subscribe(String(i), watched(random))),
    false,
  ),
  'a connection_init of many members': wideInit,
  'many subscriptions': sent(800, (random) =>
    many(random, 150, (i) => subscribe(`${letters(random)}${i}`, watched(random))),
  ),
  'subscriptions that are completed at once': sent(300, (random) =>
    many(random, 90, (i) => subscribe(String(i), watched(random))).flatMap((message, i) => [
      message,
      JSON.stringify({ type: 'complete', id: String(i) }),
    ]),
  ),
  'documents over WebSocket': sent(1_000, (random) =>
    Object.values(documents).map((bodyOf, i) => subscribe(String(i), bodyOf(random))),
  ),
  'a flood of messages': sent(300, (random) =>
    Array(2_500 + Math.floor(random() * 500)).fill(
      JSON.stringify({ type: 'ping', payload: { flood: letters(random) } }),
    ),
  ),
  'a large message': sent(300, (random) => [
    subscribe('1', { query: '{ __typename }', variables: { text: letters(random).repeat(110_000) } }),
  ]),
  'a message that is too large': sent(300, (random) => ['x'.repeat(1_000_001 + Math.floor(random() * 1e6))]),
  'no JSON': sent(300, (random) => [`${letters(random)}${'['.repeat(Math.floor(random() * 500_000))}`]),
  'a message in many frames': written(500, (random) => {
    const count = 100 + Math.floor(random() * 1_500)
    return Buffer.concat([
      frame(0x01, Buffer.from(letters(random))),
      ...Array(count).fill(frame(0x00, Buffer.from('x'))),
    ])
  }),
  'a frame that does not end': written(1_500, (random) => {
    const length = Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0x0f, 0x00, 0x00, 0, 0, 0, 0])
    return Buffer.concat([length, Buffer.alloc(Math.floor(random() * 900_000), letters(random))])
  }),
  'malformed frames': written(300, (random) =>
    Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256))),
  ),
}
