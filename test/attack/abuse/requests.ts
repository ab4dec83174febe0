import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Body, documents, operations, type Random } from './documents.ts'

/** The gateway that abusive requests go to, and the token that they carry. */
export type Target = { readonly url: string; readonly token: string | undefined }

/** One abusive request. `key` is what it sends, so that different ones can be counted. */
export type Abuse = {
  readonly kind: string
  readonly key: string
  send(target: Target): Promise<void>
}

type Make = (random: Random) => Omit<Abuse, 'kind'>

/** How long an abuser has patience with one request, in milliseconds. */
const patienceMs = 8_000
const json = 'application/json'
const pick = <Item>(random: Random, items: readonly Item[]) =>
  items[Math.floor(random() * items.length)] as Item

const headersOf = ({ token }: Target) => ({
  'content-type': json,
  'x-csrf-protection': '1',
  ...(token && { authorization: `Bearer ${token}` }),
})

async function post(target: Target, body: string, accept: string): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs)
  const response = await fetch(target.url, {
    method: 'POST',
    headers: { ...headersOf(target), accept },
    body,
    signal,
  })
  for await (const _ of response.body ?? []);
}

const posted =
  (bodyOf: (random: Random) => Body): Make =>
  (random) => {
    const key = JSON.stringify(bodyOf(random))
    const accept = pick(random, [json, 'application/graphql-response+json', 'text/event-stream'])
    return { key, send: (target) => post(target, key, accept) }
  }

/** Sends bytes over a connection of its own, and gives it up after a while. */
export async function sendRaw(
  { url }: Target,
  parts: readonly (string | Buffer)[],
  { holdMs, isReading = true }: { readonly holdMs: number; readonly isReading?: boolean },
): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  if (isReading) socket.resume()
  for (const part of parts) {
    if (socket.destroyed) break
    socket.write(part)
    if (parts.length > 2) await pause(5)
  }
  await Promise.race([closed, pause(holdMs)])
  socket.destroy()
}

function rawRequest(target: Target, body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = {
    host: 'localhost',
    accept: json,
    ...headersOf(target),
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `POST /graphql HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}

/** Clients that ask for much and do not read it. */
const unread =
  (headers: Readonly<Record<string, string>>, count = 1): Make =>
  (random) => {
    const bodies = Array.from({ length: count }, () => JSON.stringify(large(random)))
    const holdMs = 500 + random() * 3_000
    return {
      key: bodies.join(),
      send: (target) =>
        sendRaw(target, [bodies.map((body) => rawRequest(target, body, headers)).join('')], {
          holdMs,
          isReading: false,
        }),
    }
  }

/** An operation with a large answer. */
export const large = (random: Random): Body =>
  pick(random, [
    operations['large results'],
    operations['large messages'],
    operations['slides under aliases'],
  ])?.(random) ?? {}

const malformed: Make = (random) => {
  const noise = Buffer.from(
    Array.from({ length: 300 + Math.floor(random() * 2_000) }, () => Math.floor(random() * 256)),
  )
  const begin = pick(random, [
    '',
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n',
    'POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n',
    'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: x\r\nX: ',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ])
  const parts = [begin, noise]
  return { key: parts.join(), send: (target) => sendRaw(target, parts, { holdMs: 300 }) }
}

const headers: Make = (random) => {
  const count = 50 + Math.floor(random() * 3_000)
  const lines = Array.from({ length: count }, (_, i) => `x-${i}: ${Math.floor(random() * 1e9)}`).join('\r\n')
  const text = `GET /graphql HTTP/1.1\r\nHost: x\r\n${lines}\r\n\r\n`
  return { key: text, send: (target) => sendRaw(target, [text], { holdMs: 300 }) }
}

/** A body that arrives bit by bit, and never as a whole. */
const slowBody: Make = (random) => {
  const body = JSON.stringify(large(random))
  const pieces = Array.from({ length: 20 }, (_, i) => body.slice(i * 4, i * 4 + 4))
  return {
    key: body,
    send: (target) =>
      sendRaw(target, [rawRequest(target, '', { 'content-length': '100000' }), ...pieces], { holdMs: 1_000 }),
  }
}

/** More requests on one connection than it is read for. */
const pipelined: Make = (random) => {
  const bodies = Array.from({ length: 100 }, () =>
    JSON.stringify(posted(pick(random, Object.values(documents)))(random).key),
  ).slice(0, 20)
  return {
    key: bodies.join(),
    send: (target) =>
      sendRaw(target, [bodies.map((body) => rawRequest(target, body)).join('')], { holdMs: 2_000 }),
  }
}

/** Small requests that arrive together, more than are answered on one connection. */
const pipelinedPages: Make = (random) => {
  const path = pick(random, ['/graphql', '/graphql?query=%7B__typename%7D', '/health/ready', '/'])
  const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nX: ${random()}\r\n\r\n`
  return {
    key: request,
    send: (target) => sendRaw(target, [request.repeat(2_000)], { holdMs: 1_000 }),
  }
}

const inAddress: Make = (random) => {
  const { query = '{ __typename }', variables } = pick(random, Object.values(documents))(random)
  const parameters = new URLSearchParams({
    query: query.slice(0, 12_000),
    variables: JSON.stringify(variables ?? {}).slice(0, 3_000),
  })
  return {
    key: String(parameters),
    async send(target) {
      const signal = AbortSignal.timeout(patienceMs)
      await (await fetch(`${target.url}?${parameters}`, { headers: headersOf(target), signal })).arrayBuffer()
    },
  }
}

/** Clients that leave before they have an answer. */
const givenUp: Make = (random) => {
  const body = JSON.stringify(large(random))
  const afterMs = random() * 150
  return { key: body, send: (target) => sendRaw(target, [rawRequest(target, body)], { holdMs: afterMs }) }
}

const ofAll = (kinds: Readonly<Record<string, (random: Random) => Body>>) =>
  Object.fromEntries(Object.entries(kinds).map(([name, bodyOf]) => [name, posted(bodyOf)]))

/** Every kind of abuse over HTTP. */
export const requests: Readonly<Record<string, Make>> = {
  ...ofAll(documents),
  ...ofAll(operations),
  'an answer that is not read': unread({}),
  'a compressed answer that is not read': unread({ 'accept-encoding': 'gzip' }),
  'an answer of the Yoga path that is not read': unread({ accept: 'application/graphql-response+json' }),
  'pipelined answers that are not read': unread({}, 8),
  'malformed requests': malformed,
  'many headers': headers,
  'a body that does not end': slowBody,
  'pipelined requests': pipelined,
  'pipelined pages': pipelinedPages,
  'documents in addresses': inAddress,
  'answers that nobody waits for': givenUp,
}
