import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { startMetrics } from '../../src/server/metrics/metrics.ts'
import { createOperationLabels } from '../../src/server/metrics/operations.ts'
import { clientOf } from '../live/watching.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const ask =
  'query Home { viewer { email sessions(first: 3) { nodes { id messages(last: 2) { nodes { id } } } } } }'

describe.each(testDatabases)('/metrics, on $kind', ({ kind, open }) => {
  let database: Database
  let gateway: TestGateway
  let url: string
  let token: string
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database, { METRICS_PORT: '0' })
    const { port } = gateway.lines.find(({ msg }) => msg === 'metrics') ?? {}
    url = `http://127.0.0.1:${port}`
    token = await signTokenFor(people.demo)
  })
  afterAll(() => gateway.close())

  const read = async () => (await fetch(`${url}/metrics`)).text()
  /** The value of one series, its labels in the order in which they are shown. */
  async function value(series: string): Promise<number> {
    const line = (await read()).split('\n').find((one) => one.startsWith(`${series} `))
    return Number(line?.split(' ').at(-1) ?? 0)
  }
  const total = (via: string, operation: string, outcome: string) =>
    value(`ii_gateway_requests_total{operation="${operation}",via="${via}",outcome="${outcome}"}`)

  it('counts the fast path, the Yoga path and WebSockets alike', async () => {
    await gateway.ask(ask, { token })
    expect(await total('http', 'query Home', 'OK')).toBe(1)
    await fetch(`${gateway.url}?query=${encodeURIComponent(ask)}`, {
      headers: { authorization: `Bearer ${token}`, 'x-csrf-protection': '1' },
    })
    expect(await total('http', 'query Home', 'OK')).toBe(2)
    const client = await clientOf(gateway.socketUrl, people.demo)
    expect((await client.iterate({ query: ask }).next()).value.errors).toBeUndefined()
    expect(await total('websocket', 'query Home', 'OK')).toBe(1)
    expect(await value('ii_gateway_request_duration_seconds_count{operation="query Home"}')).toBe(3)
  })

  it('counts statements and the parents that they are sent for', async () => {
    const sumOf = () => value('ii_gateway_request_statements_sum')
    const [before, parents] = [await sumOf(), await value('ii_gateway_loader_batch_size_sum')]
    await gateway.ask(ask, { token })
    expect((await sumOf()) - before).toBe(3)
    expect((await value('ii_gateway_loader_batch_size_sum')) - parents).toBeGreaterThanOrEqual(4)
    const answered = await value('ii_gateway_statement_duration_seconds_count{outcome="ok"}')
    expect(answered).toBeGreaterThan(kind === 'postgres' ? 3 : -1)
  })

  it('counts what is refused, by its code', async () => {
    await gateway.ask('{ nothing }', { token })
    expect(await value('ii_gateway_errors_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1)
    expect(await total('http', 'none', 'GRAPHQL_VALIDATION_FAILED')).toBe(1)
    await gateway.ask(ask, { token: 'no token' })
    expect(await value('ii_gateway_errors_total{code="UNAUTHENTICATED"}')).toBe(1)
  })

  it('counts subscribers, watched keys, and the delay of events', async () => {
    const client = await clientOf(gateway.socketUrl, people.demo)
    const events = client.iterate({
      query: 'subscription ($id: ID!) { sessionEvents(sessionId: $id) { __typename } }',
      variables: { id: sessions.research },
    })
    const first = await events.next()
    expect(first.value?.errors).toBeUndefined()
    expect(await value('ii_gateway_subscriptions')).toBe(1)
    expect(await value('ii_gateway_websockets')).toBe(1)
    expect(await value('ii_gateway_feeds')).toBe(1)
    await database.query(
      `insert into application_events (event_type, event_group, session_id) values ('measured', 'agent', $1)`,
      [sessions.research],
    )
    await expect.poll(() => value('ii_gateway_live_lag_seconds_count')).toBeGreaterThan(0)
    expect(await value('ii_gateway_live_age_seconds_count')).toBeGreaterThan(0)
    await events.return?.()
    await expect.poll(() => value('ii_gateway_subscriptions')).toBe(0)
    await expect.poll(() => value('ii_gateway_feeds')).toBe(0)
    await expect.poll(() => value('ii_gateway_websockets')).toBe(0)
  })

  it('answers health on the same port, and nothing else; the main port shows no metrics', async () => {
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
    expect((await fetch(`${url}/graphql`)).status).toBe(404)
    expect((await fetch(new URL('/metrics', gateway.url))).status).toBe(404)
  })

  // PGlite has no pool.
  it.runIf(kind === 'postgres')('shows how the pool stands', async () => {
    expect(await value('ii_gateway_connections{state="idle"}')).toBeGreaterThan(0)
    expect(await value('ii_gateway_connections{state="waiting"}')).toBe(0)
  })
})

describe('the Grafana dashboard', () => {
  it('asks for nothing that is not measured', async () => {
    const dashboard = readFileSync(new URL('../../docs/grafana-dashboard.json', import.meta.url), 'utf8')
    const metrics = startMetrics({ phase: 'starting', reason: '', runtime: undefined })
    const text = await metrics.text()
    metrics.close()
    const measured = new Set(text.match(/(?<=^# TYPE )\w+/gm))
    const asked = dashboard
      .match(/\b(ii_gateway|process|nodejs)_\w+/g)
      ?.map((name) => name.replace(/_(bucket|sum|count)$/, ''))
    expect(asked?.length).toBeGreaterThan(20)
    expect(asked?.filter((name) => !measured.has(name))).toEqual([])
  })
})

describe('names of operations in labels', () => {
  const request = { via: 'http', outcome: 'OK', ms: 1, statements: 1 }
  const viewer = { ...people.demo, isAdmin: false }

  it('are bounded, and strangers and failures use none up', () => {
    const nameOf = createOperationLabels(2)
    expect(nameOf({ ...request, operation: 'query Spam', viewer: null })).toBe('other')
    expect(nameOf({ ...request, operation: 'query Bad', viewer, outcome: 'BAD_USER_INPUT' })).toBe('other')
    const names = ['query A', 'query B', 'query C', 'query A']
    expect(names.map((operation) => nameOf({ ...request, operation, viewer }))).toEqual([
      'query A',
      'query B',
      'other',
      'query A',
    ])
    expect(nameOf({ ...request, operation: 'query A', viewer: null })).toBe('query A')
  })
})
