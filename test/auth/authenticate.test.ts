import { createHook } from 'node:async_hooks'
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { GraphQLError } from 'graphql'
import { type JWTPayload, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Authenticator, type Credentials, createAuthenticator } from '../../src/auth/authenticate.ts'
import { signingKey } from '../../src/auth/token.ts'
import type { Database } from '../../src/data/database.ts'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor, testKey } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'

const { demo, admin, kenji, maria } = people
const soon = () => Math.floor(Date.now() / 1000) + 600

/** Signs any claims at all; those of a good token of the demo user are the base. */
function sign(claims: JWTPayload = {}, key = testKey, alg = 'HS256'): Promise<string> {
  const base = { user_id: demo.id, email: demo.email, role: 'user', type: 'access', exp: soon() }
  return new SignJWT({ ...base, ...claims }).setProtectedHeader({ alg }).sign(key)
}

/** Returns how many timers are armed while `work` runs. */
async function countTimers(work: () => Promise<unknown>): Promise<number> {
  let timers = 0
  const hook = createHook({
    init(_id, type) {
      if (type === 'Timeout') timers += 1
    },
  })
  hook.enable()
  await work().finally(() => hook.disable())
  return timers
}

/** Stops the clocks; the returned function sets them forward by milliseconds. */
function stopClocks(): (ms: number) => void {
  const start = performance.now()
  let passedMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => start + passedMs)
  vi.useFakeTimers({ toFake: ['Date'] })
  return (ms) => {
    passedMs += ms
    vi.setSystemTime(Date.now() + ms)
  }
}
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const bearer = (token: string): Credentials => ({ authorization: `Bearer ${token}` })
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe.each(testDatabases)('who asks, on $kind', ({ open }) => {
  let database: Database
  let authenticator: Authenticator
  let statements = 0
  let key: string

  beforeAll(async () => {
    database = await open('seeded')
    const counting: Pick<Database, 'query'> = {
      query: (statement, values) => {
        statements += 1
        return database.query(statement, values)
      },
    }
    authenticator = createAuthenticator(counting, { secrets: [testKey] })
    const [row] = await database.query<{ key: string }>(
      'select api_key as key from api_keys where user_id = $1 and is_active',
      [demo.id],
    )
    key = row?.key ?? ''
  })
  afterAll(() => database.close())

  const refusal = (credentials: Credentials) =>
    authenticator.authenticate(credentials).then(
      (viewer) => `let in ${viewer?.email}`,
      (error: unknown) => {
        expect(error).toBeInstanceOf(GraphQLError)
        const { extensions, message } = error as GraphQLError
        expect(extensions).toMatchObject({ code: 'UNAUTHENTICATED', http: { status: 401 } })
        expect(extensions.http?.headers?.['www-authenticate']).toMatch(/^Bearer /)
        return message
      },
    )

  it('arms no timer for a remembered viewer', async () => {
    const { authorization } = bearer(await sign())
    await authenticator.authenticate({ authorization })
    // A cache that reads the clock once for each millisecond would not read it again before.
    await pause(5)
    const timers = await countTimers(() => authenticator.authenticate({ authorization }))
    expect(timers).toBe(0)
  })

  it('returns no viewer without a credential', async () => {
    expect(await authenticator.authenticate({})).toBeNull()
    expect(await authenticator.authenticate({ authorization: '', apiKey: null })).toBeNull()
  })

  it('is the user of a token, until it expires', async () => {
    const exp = soon()
    expect(await authenticator.authenticate(bearer(await sign({ exp })))).toEqual({
      id: demo.id,
      email: demo.email,
      isAdmin: false,
      expiresAt: exp * 1000,
    })
  })

  it('takes the role from the database, whatever the token says', async () => {
    expect(await authenticator.authenticate(bearer(await sign({ role: 'admin' })))).toMatchObject({
      isAdmin: false,
    })
    expect(await authenticator.authenticate(bearer(await signTokenFor(admin)))).toMatchObject({
      isAdmin: true,
    })
  })

  it('allows for clocks that differ by seconds, not by more', async () => {
    stopClocks()
    const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds
    expect(await authenticator.authenticate(bearer(await sign({ exp: ago(2) })))).toMatchObject({
      id: demo.id,
    })
    expect(await refusal(bearer(await sign({ exp: ago(10) })))).toBe('The access token has expired.')
  })

  it('notices that a token it has seen expires', async () => {
    const pass = stopClocks()
    const token = await sign({ exp: Math.floor(Date.now() / 1000) - 3 })
    await authenticator.authenticate(bearer(token))
    pass(3_000)
    expect(await refusal(bearer(token))).toMatch(/expired/)
  })

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  it.each<[string, () => string | Promise<string>]>([
    ['signed with another secret', () => sign({}, signingKey('another-secret-of-more-than-32-bytes'))],
    ['signed with another algorithm', () => sign({}, testKey, 'HS512')],
    [
      'signed with a private key',
      () =>
        new SignJWT({ user_id: demo.id, type: 'access', exp: soon() })
          .setProtectedHeader({ alg: 'RS256' })
          .sign(privateKey),
    ],
    [
      'of the algorithm none',
      () => `${part({ alg: 'none' })}.${part({ user_id: demo.id, type: 'access', exp: soon() })}.`,
    ],
    [
      'with a header that says none and a good signature',
      () => {
        const text = `${part({ alg: 'none' })}.${part({ user_id: demo.id, type: 'access', exp: soon() })}`
        return `${text}.${createHmac('sha256', testKey).update(text).digest('base64url')}`
      },
    ],
    [
      'with its payload changed',
      async () => {
        const [header, , signature] = (await sign()).split('.')
        return `${header}.${part({ user_id: admin.id, type: 'access', exp: soon() })}.${signature}`
      },
    ],
    ['without an end', () => sign({ exp: undefined })],
    ['not valid yet', () => sign({ nbf: soon() })],
    ['to refresh with', () => sign({ type: 'refresh' })],
    ['without a type', () => sign({ type: undefined })],
    ['of a number', () => sign({ user_id: 1 })],
    ['of a name', () => sign({ user_id: "x' or true --" })],
    ['of nobody who exists', () => sign({ user_id: '00000000-0000-4000-8000-000000000000' })],
    ['of a deactivated user', () => signTokenFor(kenji)],
    ['that is none', () => 'abc'],
    ['that is huge', () => 'a.'.repeat(100_000)],
  ])('refuses a token %s', async (_name, token) => {
    expect(await refusal(bearer(await token()))).not.toMatch(/^let in/)
  })

  it.each(['Basic abc', 'Bearer', 'bearer a b', 'Token x'])(
    'refuses the header "%s"',
    async (authorization) => {
      expect(await refusal({ authorization })).toMatch(/must be "Bearer/)
    },
  )

  it('is the user of an active API key, in either header', async () => {
    expect(await authenticator.authenticate({ apiKey: key })).toMatchObject({ id: demo.id })
    expect(await authenticator.authenticate(bearer(key))).toMatchObject({ id: demo.id })
    expect(await authenticator.authenticate({ apiKey: key })).not.toHaveProperty('expiresAt')
  })

  it('refuses keys that are unknown, malformed, inactive, or of a deactivated user', async () => {
    const spare = `ii_${'s'.repeat(29)}`
    await database.query('insert into api_keys (user_id, api_key, is_active) values ($1, $2, false)', [
      demo.id,
      spare,
    ])
    await database.query('insert into api_keys (user_id, api_key) values ($1, $2)', [kenji.id, `${spare}2`])
    const refused = ['ii_unknown', 'no-prefix', 'ii_\u0000', `ii_${'x'.repeat(500)}`, spare, `${spare}2`]
    for (const apiKey of refused) expect(await refusal({ apiKey })).toMatch(/unknown or no longer active/)
  })

  it('refuses two credentials at once, even if both are good', async () => {
    expect(await refusal({ ...bearer(await sign()), apiKey: key })).toMatch(/not both/)
  })

  it('asks the database once for many, remembers for seconds, and forgets when told', async () => {
    stopClocks()
    const token = bearer(await signTokenFor(maria))
    statements = 0
    await Promise.all(Array.from({ length: 50 }, () => authenticator.authenticate(token)))
    expect(statements).toBe(1)
    await database.query('update users set is_active = false where id = $1', [maria.id])
    expect(await authenticator.authenticate(token)).toMatchObject({ id: maria.id })
    authenticator.invalidateAccount(maria.id)
    expect(await refusal(token)).toMatch(/deactivated/)
  })

  it('notices by itself, within seconds, what other programs change', async () => {
    const pass = stopClocks()
    const token = bearer(await signTokenFor(admin))
    await authenticator.authenticate(token)
    await database.query(`update users set role = 'user' where id = $1`, [admin.id])
    const isAdmin = async () => (await authenticator.authenticate(token))?.isAdmin
    expect(await isAdmin()).toBe(true)
    pass(5_000)
    expect(await isAdmin()).toBe(false)
  })

  it('is no refusal when the database cannot be asked, and is asked again', async () => {
    let isAway = true
    const flaky = createAuthenticator(
      {
        query: (statement, values) =>
          isAway ? Promise.reject(new Error('away')) : database.query(statement, values),
      },
      { secrets: [testKey] },
    )
    const token = bearer(await sign())
    await expect(flaky.authenticate(token)).rejects.toThrow('away')
    isAway = false
    expect(await flaky.authenticate(token)).toMatchObject({ id: demo.id })
  })
})
