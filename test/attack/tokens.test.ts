/** OWASP API2:2023 (broken authentication): every forged credential, over HTTP and WebSocket. */
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor, testKey } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'
import { startAttackedGateway } from './gateway.ts'
import { readCloseCode, transports } from './transports.ts'

const { demo, admin, kenji } = people
const soon = () => Math.floor(Date.now() / 1000) + 600
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = () => ({ user_id: demo.id, email: demo.email, role: 'user', type: 'access', exp: soon() })
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const sign = (more: JWTPayload = {}, header: object = {}) =>
  new SignJWT({ ...claims(), ...more }).setProtectedHeader({ alg: 'HS256', ...header }).sign(testKey)

/** A token whose header says what it likes, with a signature of HMAC-SHA256 by any key. */
function handmade(header: object, key: string | Uint8Array | null): string {
  const text = `${part(header)}.${part(claims())}`
  return `${text}.${key ? createHmac('sha256', key).update(text).digest('base64url') : ''}`
}

const forged: readonly (readonly [name: string, token: () => string | Promise<string>])[] = [
  ['of algorithm none', () => handmade({ alg: 'none' }, null)],
  ['of algorithm None with a signature', () => handmade({ alg: 'None' }, testKey)],
  ['of no algorithm', () => handmade({}, testKey)],
  ['without a signature', () => handmade({ alg: 'HS256' }, null)],
  ['signed with nothing', () => handmade({ alg: 'HS256' }, Buffer.alloc(1))],
  [
    'signed with the default secret of the platform',
    () => handmade({ alg: 'HS256' }, 'your-secret-key-change-in-production'),
  ],
  [
    'signed with a public key as secret',
    () => handmade({ alg: 'HS256' }, publicKey.export({ type: 'spki', format: 'pem' }).toString()),
  ],
  ['of RS256', () => new SignJWT(claims()).setProtectedHeader({ alg: 'RS256' }).sign(privateKey)],
  [
    'that contains its own key',
    () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) as never })
        .sign(privateKey),
  ],
  [
    'that says where its key is',
    () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'RS256', jku: 'http://127.0.0.1:9/jwks', x5u: 'http://127.0.0.1:9/x' })
        .sign(privateKey),
  ],
  [
    'whose kid is a path',
    () => handmade({ alg: 'HS256', kid: '../../../../dev/null' }, Buffer.alloc(0).toString() || ' '),
  ],
  ['whose kid is SQL', () => handmade({ alg: 'HS256', kid: "' union select 'x' --" }, 'x')],
  [
    'with a critical header that nobody knows',
    () => handmade({ alg: 'HS256', crit: ['b64'], b64: false }, testKey),
  ],
  ['to refresh with', () => sign({ type: 'refresh' })],
  ['without a type', () => sign({ type: undefined })],
  ['that never expires', () => sign({ exp: undefined })],
  ['that expired', () => sign({ exp: soon() - 3_600 })],
  ['whose end is text', () => sign({ exp: 'tomorrow' as never })],
  ['that is not valid yet', () => sign({ nbf: soon() })],
  ['of a user that is a number', () => sign({ user_id: 1 })],
  ['of a user that is a list', () => sign({ user_id: [demo.id] })],
  ['of a user that is SQL', () => sign({ user_id: `${demo.id}' or '1'='1` })],
  ['of nobody', () => sign({ user_id: '00000000-0000-4000-8000-000000000000' })],
  ['of a deactivated user', () => signTokenFor(kenji)],
  ['that is text', () => 'letmein'],
  ['of 10 kB', () => 'a.'.repeat(5_000)],
  ['that is an API key of nobody', () => `ii_${'a'.repeat(29)}`],
  ['that is an API key with SQL', () => "ii_' or true --"],
]

describe('tokens', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway()
  })
  afterAll(() => gateway.close())
  const query = '{ viewer { email sessions(first: 1) { nodes { id } } } }'

  it.each(forged)('one %s is refused over HTTP, with 401 and a challenge', async (_name, make) => {
    const answer = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await make()}` },
      body: JSON.stringify({ query }),
    })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /)
    expect(await answer.text()).not.toContain(demo.email)
  })

  it.each(forged)('one %s closes the WebSocket with 4403', async (_name, make) => {
    const messages = [{ type: 'connection_init', payload: { token: await make() } }]
    expect(await readCloseCode(gateway.socketUrl, messages)).toBe(4403)
  })

  it('a token with an admin role makes no admin', async () => {
    const token = await sign({ role: 'admin', isAdmin: true })
    for (const transport of Object.values(transports))
      expect(
        verdict(await transport(gateway, { query: '{ users(first: 1) { nodes { email } } }', token })),
      ).toBe('FORBIDDEN')
  })

  it('none at all opens nothing that is anybody’s', async () => {
    for (const transport of Object.values(transports)) {
      expect(verdict(await transport(gateway, { query: '{ users(first: 1) { nodes { email } } }' }))).toBe(
        'UNAUTHENTICATED',
      )
      expect((await transport(gateway, { query })).data).toEqual({ viewer: null })
    }
  })

  it('both kinds of credential at once are refused', async () => {
    const headers = { 'x-api-key': `ii_${'a'.repeat(29)}` }
    expect((await gateway.ask(query, { token: await signTokenFor(demo), headers })).status).toBe(401)
  })

  it('are never logged', async () => {
    const token = await signTokenFor(admin)
    await gateway.ask(query, { token })
    await gateway.ask(query, { token: `${token}x` })
    const log = JSON.stringify(gateway.lines)
    expect(log).not.toContain(token)
    expect(log).not.toMatch(/eyJ[\w-]+\.eyJ/)
  })

  it('of a user who is deactivated open nothing within seconds, and end what is open', async () => {
    const own = await startAttackedGateway()
    const token = await signTokenFor(people.maria)
    const watching = transports.WebSocket(own, { query, token })
    expect(verdict(await watching)).toBe('answered')
    const { data } = await own.ask<{ deactivateAccount: { __typename: string } }>(
      'mutation { deactivateAccount(input: { confirm: true }) { __typename } }',
      { token },
    )
    expect(data?.deactivateAccount.__typename).toBe('DeactivateAccountSuccess')
    for (const transport of [
      transports['the fast path'],
      transports['the Yoga path'],
      transports['Server-Sent Events'],
    ])
      expect(verdict(await transport(own, { query, token }))).toBe('UNAUTHENTICATED')
    expect(await readCloseCode(own.socketUrl, [{ type: 'connection_init', payload: { token } }])).toBe(4403)
    await own.close()
  })
})
