import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import pg from 'pg'
import { WebSocket } from 'ws'
import { signingKey, signToken } from '../../src/auth/token.ts'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { type Operation, operations } from '../../test/support/operations.ts'
import { secret } from '../contenders.ts'

type Person = { readonly id: string; readonly email: string }
type Request = { readonly query: string; readonly operationName?: string; readonly variables?: object }

const named = (name: string): Operation => {
  const found = operations.find((one) => one.name === name)
  if (!found) throw new Error(`There is no operation ${name}.`)
  return found
}
const queries = operations.filter(({ definition }) => definition.operation === 'query')
const upTo = (max: number) => Math.floor(Math.random() * max)
const tokenOf = (person: Person) =>
  signToken({ ...person, isAdmin: person.id === people.admin.id }, 1, signingKey(secret))
const request = ({ source, definition }: Operation, variables: object): Request => ({
  query: source,
  operationName: definition.name?.value,
  variables,
})

/** What a gateway refuses: each for a reason of its own. */
const refused: readonly Request[] = [
  { query: `{ viewer ${'{ sessions { nodes { user '.repeat(8)}{ id }${' } } }'.repeat(8)} }` },
  { query: '{ viewer { nothing } }' },
  { query: '{ viewer {' },
  { query: 'query ($first: Int!) { viewer { sessions(first: $first) { nodes { id } } } }' },
  { query: `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(' ')} }` },
  {
    query: '{ viewer { sessions(first: 100) { nodes { events(first: 100) { nodes { id run { id } } } } } } }',
  },
]

/**
 * Uses a gateway on the demo's rows as people do, until `signal` aborts: reads every view, writes, watches, and does what
 * is refused. `flood` is the span of a burst of one of them, in milliseconds from now.
 */
export async function useGateway(
  { url, databaseUrl }: { url: string; databaseUrl: string },
  { signal, flood }: { signal: AbortSignal; flood: { from: number; until: number } },
): Promise<void> {
  const begun = performance.now()
  const send = async (person: Person | null, body: Request, token?: string) => {
    const authorization = token ?? (person && (await tokenOf(person)))
    const headers = {
      'content-type': 'application/json',
      ...(authorization && { authorization: `Bearer ${authorization}` }),
    }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    await response.arrayBuffer()
  }
  const again = async (restMs: number, work: () => Promise<unknown>) => {
    while (!signal.aborted) {
      await work()
      await pause(upTo(2 * restMs))
    }
  }
  const askers = { demo: people.demo, admin: people.admin, stranger: people.nora, nobody: null }
  const read = () => {
    const query = queries[upTo(queries.length)] ?? named('sessions/home')
    return send(askers[query.as], request(query, query.variables))
  }
  const write = async () => {
    const input = { id: sessions.longChat, name: `Renamed at ${new Date().toISOString()}` }
    await send(people.demo, request(named('writes/rename-session'), { input }))
    const message = { sessionId: sessions.longChat, text: 'And then?' }
    await send(people.demo, request(named('writes/append-message'), { input: message }))
  }
  const fail = async () => {
    if (upTo(4) === 0) return send(null, { query: '{ viewer { email } }' }, 'forged')
    return send(people.demo, refused[upTo(refused.length)] ?? { query: '' })
  }
  const floodNow = async () => {
    const at = performance.now() - begun
    if (at < flood.from || at > flood.until) return
    await Promise.all(Array.from({ length: 10 }, () => send(people.maria, { query: '{ viewer { email } }' })))
  }
  await Promise.all([
    ...Array.from({ length: 3 }, () => again(120, read)),
    again(250, write),
    again(300, fail),
    again(50, floodNow),
    happen(databaseUrl, again),
    ...Array.from({ length: 12 }, (_, n) => watch(url, n, signal)),
  ])
}

/** What the platform's workers write past the gateway. */
async function happen(
  databaseUrl: string,
  again: (restMs: number, work: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  await again(60, () =>
    client.query(
      `insert into application_events (event_type, event_group, session_id, run_id, content)
       values ('agent.progress', 'agent', $1, $2, '{"text": "working"}')`,
      [sessions.research, runs.live],
    ),
  )
  await client.end()
}

/** Watches for half a minute, disconnects for a moment, and reconnects. */
async function watch(url: string, n: number, signal: AbortSignal): Promise<void> {
  const token = await tokenOf(people.demo)
  const names = ['live/session-events', 'live/run-log', 'live/session'] as const
  const { source } = named(names[n % names.length] ?? names[0])
  const variables = { session: sessions.research, run: runs.live }
  await pause(n * 2_000, undefined, { signal }).catch(() => {})
  while (!signal.aborted) {
    const client = createClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { token },
    })
    const leaves = AbortSignal.any([signal, AbortSignal.timeout(20_000 + upTo(20_000))])
    leaves.addEventListener('abort', () => void client.dispose())
    try {
      for await (const _ of client.iterate({ query: source, variables })) if (leaves.aborted) break
    } catch {
      // Refused, or cut off: it reconnects like the others.
    }
    await pause(3_000, undefined, { signal }).catch(() => {})
  }
}
