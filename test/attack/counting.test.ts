/** OWASP API4:2023 and API6:2023: how often, how long and how much. */
import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { DatabaseUnavailableError } from '../../src/data/unavailable.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'
import { startAttackedGateway } from './gateway.ts'
import { readCloseCode, type TransportName, transportNames, transports } from './transports.ts'

const query = '{ viewer { email } }'

describe('requests a minute', () => {
  const open: TestGateway[] = []
  const gateway = async (env: Record<string, string>) => {
    const made = await startAttackedGateway(env)
    open.push(made)
    return made
  }
  afterAll(async () => {
    for (const one of open) await one.close()
  })

  it.each(transportNames)(
    'of a user are bounded by %s, and of others are not',
    async (name: TransportName) => {
      const one = await gateway({ REQUESTS_PER_MINUTE: '3' })
      const token = await signTokenFor(people.demo)
      const verdicts = []
      for (let i = 0; i < 5; i += 1) verdicts.push(verdict(await transports[name](one, { query, token })))
      expect(verdicts).toEqual(['answered', 'answered', 'answered', 'viewerRequests', 'viewerRequests'])
      expect(verdict(await transports[name](one, { query, token: await signTokenFor(people.maria) }))).toBe(
        'answered',
      )
    },
  )

  it.each(transportNames)(
    'of an address are bounded by %s, whatever they ask',
    async (name: TransportName) => {
      const one = await gateway({ REQUESTS_PER_MINUTE_PER_ADDRESS: '3' })
      const verdicts = []
      for (const text of [query, '{', '{ nothing }', query, query])
        verdicts.push(verdict(await transports[name](one, { query: text })))
      expect(verdicts.slice(3)).toEqual(['addressRequests', 'addressRequests'])
    },
  )

  it('are counted together, whichever way they come', async () => {
    const one = await gateway({ REQUESTS_PER_MINUTE: '4' })
    const token = await signTokenFor(people.demo)
    const verdicts = []
    for (const transport of [...Object.values(transports), transports.WebSocket])
      verdicts.push(verdict(await transport(one, { query, token })))
    expect(verdicts).toEqual(['answered', 'answered', 'answered', 'answered', 'viewerRequests'])
  })

  it('beyond the bound say when to retry', async () => {
    const one = await gateway({ REQUESTS_PER_MINUTE_PER_ADDRESS: '1' })
    await one.ask(query)
    const headers = { origin: 'https://app.example' }
    const { status, headers: answered, errors } = await one.ask(query, { headers })
    expect(status).toBe(429)
    expect(Number(answered.get('retry-after'))).toBeGreaterThan(0)
    expect(answered.get('access-control-allow-origin')).toBe('https://app.example')
    expect(errors?.[0]?.message).toContain('at most 1 requests per minute')
  })

  it('cannot be stretched by pretending to be other addresses', async () => {
    const one = await gateway({ REQUESTS_PER_MINUTE_PER_ADDRESS: '3' })
    const statuses = []
    for (let i = 0; i < 5; i += 1)
      statuses.push(
        (
          await one.ask(query, {
            headers: { 'x-forwarded-for': `10.0.0.${i}`, forwarded: `for=10.0.0.${i}` },
          })
        ).status,
      )
    expect(statuses).toEqual([200, 200, 200, 429, 429])
  })

  it.each(['/graphql/', '/graphql?x=/health/live', 'http://127.0.0.1/graphql'])(
    'cannot be stretched by %s',
    async (path) => {
      const one = await gateway({ REQUESTS_PER_MINUTE_PER_ADDRESS: '1' })
      const { hostname, port } = new URL(one.url)
      const body = JSON.stringify({ query })
      const statuses = []
      for (const _ of [1, 2]) {
        const headers = { 'content-type': 'application/json' }
        const asked = request({ hostname, port, path, method: 'POST', headers }).end(body)
        const [answer] = await once(asked, 'response')
        statuses.push(answer.resume().statusCode)
      }
      expect(statuses).toEqual([200, 429])
    },
  )

  it('that cannot be looked up at the moment are no guesses', async () => {
    const [testDatabase] = testDatabases
    const database = await testDatabase?.open('seeded')
    if (!database) throw new Error('This run has no database.')
    let isAway = false
    const query: Database['query'] = (...statement) =>
      isAway ? Promise.reject(new DatabaseUnavailableError('away')) : database.query(...statement)
    const one = await startGateway(
      { ...database, query, reads: { query } },
      { REQUESTS_PER_MINUTE_PER_ADDRESS: '20' },
    )
    open.push(one)
    const token = await signTokenFor(people.demo)
    const statuses = []
    for (let i = 0; i < 4; i += 1) {
      isAway = i < 3
      statuses.push((await one.ask('{ viewer { email } }', { token })).status)
    }
    expect(statuses).toEqual([503, 503, 503, 200])
  })

  it.each(['token', 'X-API-Key'])('are used up by guesses in connection_init as %s', async (name) => {
    const one = await gateway({ REQUESTS_PER_MINUTE_PER_ADDRESS: '30' })
    const codes = []
    for (let i = 0; i < 4; i += 1) {
      const guess = { type: 'connection_init', payload: { [name]: `ii_${'a'.repeat(20)}${i}` } }
      codes.push(await readCloseCode(one.socketUrl, [guess]))
    }
    // A client that guessed too often may retry later.
    expect(codes).toEqual([4403, 4403, 4403, 1013])
    expect((await one.ask(query)).status).toBe(429)
  })

  it('count for the address that a trusted proxy names, not for the one that the client names', async () => {
    const one = await gateway({ REQUESTS_PER_MINUTE_PER_ADDRESS: '2', TRUSTED_PROXIES: 'loopback' })
    const from = async (chain: string) =>
      (await one.ask(query, { headers: { 'x-forwarded-for': chain } })).status
    expect([await from('203.0.113.1'), await from('203.0.113.1'), await from('203.0.113.1')]).toEqual([
      200, 200, 429,
    ])
    expect(await from('203.0.113.2')).toBe(200)
    expect(await from('9.9.9.9, 203.0.113.1')).toBe(429)
  })

  it.each(transportNames)('count each mutation of one by %s', async (name: TransportName) => {
    const one = await gateway({ REQUESTS_PER_MINUTE: '12' })
    const token = await signTokenFor(people.demo)
    const fields = (count: number) =>
      Array.from(
        { length: count },
        (_, i) => `m${i}: pinSession(input: { id: "${sessions.research}" }) { __typename }`,
      )
    const send = (count: number) =>
      transports[name](one, { query: `mutation { ${fields(count).join(' ')} }`, token })
    expect(verdict(await send(10))).toBe('answered')
    const refused = await send(5)
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'viewerRequests',
    })
  })

  it('count the mutations of the operation that runs alone', async () => {
    const one = await gateway({ REQUESTS_PER_MINUTE: '3' })
    const other = Array.from({ length: 15 }, (_, i) => `v${i}: viewer { id }`).join(' ')
    const query = `query Other { ${other} } mutation Pin { pinSession(input: { id: "${sessions.research}" }) { __typename } }`
    const response = await fetch(one.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await signTokenFor(people.demo)}`,
      },
      body: JSON.stringify({ query, operationName: 'Pin' }),
    })
    const answer = await response.json()
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toHaveProperty('pinSession')
  })

  it('that guess credentials are used up sooner', async () => {
    const one = await gateway({ REQUESTS_PER_MINUTE_PER_ADDRESS: '30' })
    const statuses = []
    for (let i = 0; i < 4; i += 1)
      statuses.push((await one.ask(query, { token: `ii_${'a'.repeat(20)}${i}` })).status)
    expect(statuses.at(0)).toBe(401)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe.each(testDatabases)('one request, on $kind', ({ kind, open }) => {
  it.each(transportNames)('reads a bounded number of rows by %s', async (name: TransportName) => {
    const gateway = await startGateway(await open('seeded'), { MAX_ROWS: '100' })
    const token = await signTokenFor(people.demo)
    const text = '{ viewer { sessions(first: 50) { nodes { id events(first: 100) { nodes { id } } } } } }'
    const outcome = await transports[name](gateway, { query: text, token })
    expect(outcome.errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'rows',
      bound: 100,
    })
    await gateway.close()
  })

  // PGlite has one connection: nothing could cancel its statement, nor see it.
  it.runIf(kind === 'postgres').each(transportNames)(
    'takes a bounded time by %s, and its statement is cancelled in the database',
    async (name: TransportName) => {
      const database = await open('seeded')
      const gateway = await startGateway(database, { REQUEST_TIMEOUT_MS: '300' })
      const token = await signTokenFor(people.demo)
      const slow = '{ viewer { sessions(first: 5) { nodes { name } } } }'
      const ask = () => transports[name](gateway, { query: slow, token })
      // The first ones may take longer than that by themselves, where the machine is busy.
      await expect.poll(async () => verdict(await ask())).toBe('answered')
      let release = () => {}
      const locked = new Promise<void>((resolve) => {
        release = resolve
      })
      let isLocked = () => {}
      const waiting = new Promise<void>((resolve) => {
        isLocked = resolve
      })
      const lock = database.transaction(async (tx) => {
        await tx.query('lock table sessions in access exclusive mode')
        isLocked()
        await locked
      })
      await waiting
      const { errors } = await ask()
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'requestMs' })
      const stuck = async () =>
        (
          await database.query<{ count: number }>(
            "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
        )[0]?.count
      // All of it sooner than the statement's own timeout, two minutes.
      await expect.poll(stuck).toBe(0)
      release()
      await lock
      await expect.poll(async () => verdict(await ask())).toBe('answered')
      await gateway.close()
    },
  )
})
