import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import type { TestGateway } from '../support/gateway.ts'
import { type Outcome, type Problem, verdict } from '../support/outcome.ts'

/** One operation, with its credentials and what the transport needs. */
export type Asked = {
  readonly query: string
  readonly variables?: Record<string, unknown>
  readonly operationName?: string
  readonly credentials?: Record<string, string>
  /** The address that a trusted proxy says. */
  readonly address?: string
}

/** Sends an operation, and resolves with its first answer. */
export type Transport = (gateway: TestGateway, asked: Asked) => Promise<Outcome>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const json = 'application/json'

const toBody = ({ query, variables, operationName }: Asked) => ({ query, variables, operationName })

function headersOf({ credentials, address }: Asked, more: Record<string, string>): Record<string, string> {
  return { ...credentials, ...(address && { 'x-forwarded-for': address }), ...more }
}

const post =
  (accept: string, bodyOf: (asked: Asked) => object = toBody): Transport =>
  async ({ url }, asked) => {
    const headers = headersOf(asked, { 'content-type': json, accept })
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(bodyOf(asked)) })
    return response.json() as Promise<Outcome>
  }

const parametersOf = ({ query, variables }: Asked) =>
  new URLSearchParams({ query, ...(variables && { variables: JSON.stringify(variables) }) })

const get: Transport = async ({ url }, asked) => {
  const headers = headersOf(asked, { 'x-csrf-protection': '1' })
  return (await fetch(`${url}?${parametersOf(asked)}`, { headers })).json() as Promise<Outcome>
}

const form: Transport = async ({ url }, asked) => {
  const type = 'application/x-www-form-urlencoded'
  const headers = headersOf(asked, { 'x-csrf-protection': '1', 'content-type': type })
  const response = await fetch(url, { method: 'POST', headers, body: String(parametersOf(asked)) })
  return response.json() as Promise<Outcome>
}

const eventStream: Transport = async ({ url }, asked) => {
  const headers = headersOf(asked, { 'content-type': json, accept: 'text/event-stream' })
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(toBody(asked)) })
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const [, first] = /data: ?(\{.*\})\n/.exec(text) ?? []
    if (first) return JSON.parse(first) as Outcome
  }
  return JSON.parse(text) as Outcome
}

/** A document of the manifest, apart from the same one that a stranger sends. */
const trustedText = (query: string) => `${query} # of the manifest`

/** An error that stands for a closed socket. */
const closed = (code: number): Outcome => ({
  errors: [{ message: '', extensions: { code: `closed ${code}` } }],
})

const webSocket: Transport = async ({ socketUrl }, { credentials = {}, address, ...operation }) => {
  class Forwarded extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol, { headers: address ? { 'x-forwarded-for': address } : {} })
    }
  }
  const client = createClient({
    url: socketUrl,
    webSocketImpl: Forwarded,
    connectionParams: credentials,
    retryAttempts: 0,
  })
  try {
    return (await client.iterate(operation).next()).value as Outcome
  } catch (error) {
    if (Array.isArray(error)) return { errors: error as Problem[] }
    if (error instanceof Object && 'code' in error) return closed(Number(error.code))
    // Refused before there was a socket.
    const [, status] = /Unexpected server response: (\d+)/.exec(String((error as Error).message)) ?? []
    if (status) return { errors: [{ message: '', extensions: { code: `refused ${status}` } }] }
    throw error
  } finally {
    await client.dispose()
  }
}

/** All transports of operations. GraphiQL, metrics and health checks have tests of their own. */
export const transports = {
  'fast path': post(json),
  'Yoga path': post('application/graphql-response+json'),
  GET: get,
  form,
  'Server-Sent Events': eventStream,
  WebSocket: webSocket,
  'trusted document': post(json, ({ query, variables }) => ({
    documentId: sha256(trustedText(query)),
    variables,
  })),
  'automatic persisted query': post(json, ({ query, variables }) => {
    return { query, variables, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } } }
  }),
} satisfies Record<string, Transport>

/** The name of a transport of the gateway. */
export type TransportName = keyof typeof transports
export const transportNames = Object.keys(transports) as TransportName[]

/** A manifest of the documents of a test, as a file. */
export function writeManifest(queries: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'gateway-transports-')), 'documents.json')
  writeFileSync(
    file,
    JSON.stringify(Object.fromEntries(queries.map(trustedText).map((text) => [sha256(text), text]))),
  )
  return file
}

/** Sends an operation by each transport; returns the verdicts by the transport's name. */
export async function sendByEveryTransport(
  gateway: TestGateway,
  askedBy: (transport: TransportName) => Asked,
): Promise<Record<TransportName, string>> {
  const entries: [TransportName, string][] = []
  for (const transport of transportNames)
    entries.push([transport, verdict(await transports[transport](gateway, askedBy(transport)))])
  return Object.fromEntries(entries) as Record<TransportName, string>
}

/** Returns the same verdict for each transport, except for those that are named. */
export const repeatForTransports = (
  found: string,
  but: Partial<Record<TransportName, string>> = {},
): Record<TransportName, string> =>
  ({ ...Object.fromEntries(transportNames.map((transport) => [transport, found])), ...but }) as Record<
    TransportName,
    string
  >
