import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { EventStream } from './event-stream.ts'

const query = 'subscription ($id: ID!) { sessionEvents(sessionId: $id) { ... on StreamEntry { cursor } } }'
const body = JSON.stringify({ query, variables: { id: sessions.website } })
/** `GIVEN_UP=20000` tries more. */
const count = Number(process.env.GIVEN_UP ?? 2_000)
const together = 50

describe.each(testDatabases)('event streams that are given up while they begin, on $kind', ({ open }) => {
  let gateway: TestGateway
  let metricsUrl = ''
  beforeAll(async () => {
    const env = {
      METRICS_PORT: '0',
      LOG_LEVEL: 'info',
      REQUESTS_PER_MINUTE: '1000000',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '1000000',
    }
    gateway = await startGateway(await open('seeded'), { ...env, SOCKETS_PER_USER: '60' })
    metricsUrl = `http://127.0.0.1:${gateway.lines.find(({ msg }) => msg === 'metrics')?.port}/metrics`
  })
  afterAll(() => gateway.close())

  async function whatIsOpen(): Promise<Record<string, number>> {
    const text = await (await fetch(metricsUrl)).text()
    const value = (name: string) => Number(new RegExp(`^ii_gateway_${name} (\\d+)$`, 'm').exec(text)?.[1])
    return { subscriptions: value('subscriptions'), feeds: value('feeds') }
  }

  /** Sends a request, and breaks its connection after some milliseconds. */
  function giveUp(authorization: string, afterMs: number): Promise<void> {
    return new Promise((resolve) => {
      const headers = { authorization, accept: 'text/event-stream', 'content-type': 'application/json' }
      const sent = request(gateway.url, { method: 'POST', headers, agent: false })
      sent.on('response', (response) => response.on('error', () => {}).resume())
      sent.on('error', () => {})
      sent.on('close', resolve)
      sent.end(body)
      setTimeout(() => sent.destroy(), afterMs)
    })
  }

  it('leave nothing behind and count towards no limit', { timeout: 600_000 }, async () => {
    const authorization = `Bearer ${await signTokenFor(people.demo)}`
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    await giveUp(authorization, 10)
    const before = timers()
    for (let n = 0; n < count; n += together)
      await Promise.all(Array.from({ length: together }, (_, i) => giveUp(authorization, ((n + i) * 7) % 40)))
    await expect.poll(whatIsOpen).toEqual({ subscriptions: 0, feeds: 0 })
    // Yoga has a timer for the pings of each stream.
    await expect.poll(timers).toBeLessThan(before + together)
    const { status } = await EventStream.open(gateway.url, query, { id: sessions.website })
    expect(status).toBe(200)
  })
})
