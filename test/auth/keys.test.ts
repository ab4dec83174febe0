import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readTokenKeys } from '../../src/auth/keys.ts'
import { signingKey, type TokenKeys, verifyToken } from '../../src/auth/token.ts'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor, testKey, testSecret } from '../support/client.ts'

const defaults = {
  jwtAdditionalSecrets: [],
  jwksUrl: undefined,
  jwtIssuer: undefined,
  jwtAudience: undefined,
}
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const next = generateKeyPairSync('ec', { namedCurve: 'P-256' })

const jwk = (kid: string, key: KeyObject, alg: string) => ({ ...key.export({ format: 'jwk' }), kid, alg })
const first = { keys: [jwk('one', rsa.publicKey, 'RS256'), jwk('two', ec.publicKey, 'ES256')] }

function sign(key: KeyObject | Uint8Array, header: { alg: string; kid?: string }, claims: object = {}) {
  return new SignJWT({ user_id: people.demo.id, type: 'access', ...claims })
    .setProtectedHeader(header)
    .setExpirationTime('5m')
    .sign(key)
}

const outcome = (token: string, keys: TokenKeys) =>
  verifyToken(token, keys).then(
    ({ userId }) => (userId === people.demo.id ? 'let in' : 'somebody else'),
    (error: Error & { extensions?: { code?: string } }) => error.extensions?.code ?? error.message,
  )

describe('several secrets', () => {
  it('let tokens of each in, and of no other', async () => {
    const old = 'an old secret that has more than 32 bytes'
    const keys = await readTokenKeys({ ...defaults, jwtAdditionalSecrets: [old] }, testKey)
    expect(await outcome(await signTokenFor(people.demo), keys)).toBe('let in')
    expect(await outcome(await sign(signingKey(old), { alg: 'HS256' }), keys)).toBe('let in')
    const other = signingKey('another secret of more than 32 bytes')
    expect(await outcome(await sign(other, { alg: 'HS256' }), keys)).toBe('UNAUTHENTICATED')
  })

  it('hold a token to the issuer and the audience that are set', async () => {
    const keys = await readTokenKeys({ ...defaults, jwtIssuer: 'us', jwtAudience: 'gateway' }, testKey)
    const of = (claims: object) => sign(testKey, { alg: 'HS256' }, claims)
    expect(await outcome(await of({ iss: 'us', aud: 'gateway' }), keys)).toBe('let in')
    expect(await outcome(await of({ iss: 'them', aud: 'gateway' }), keys)).toBe('UNAUTHENTICATED')
    expect(await outcome(await of({ iss: 'us' }), keys)).toBe('UNAUTHENTICATED')
  })
})

describe('public keys', () => {
  let issuer: Server
  let answer: () => { status: number; body: string }
  let asked = 0
  let url: string
  const good = { status: 200, body: JSON.stringify(first) }
  beforeAll(async () => {
    issuer = createServer((_request, response) => {
      asked += 1
      const { status, body } = answer()
      response.writeHead(status).end(body)
    }).listen(0, '127.0.0.1')
    await once(issuer, 'listening')
    url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks.json`
  })
  afterAll(() => {
    issuer.close()
  })
  const remote = () => readTokenKeys({ ...defaults, jwksUrl: url }, testKey)

  it('let tokens of RS256 and ES256 in, beside those of the secret', async () => {
    answer = () => good
    const keys = await remote()
    expect(await outcome(await sign(rsa.privateKey, { alg: 'RS256', kid: 'one' }), keys)).toBe('let in')
    expect(await outcome(await sign(ec.privateKey, { alg: 'ES256', kid: 'two' }), keys)).toBe('let in')
    expect(await outcome(await signTokenFor(people.demo), keys)).toBe('let in')
  })

  it('are no secrets: nobody signs with what everybody can read', async () => {
    answer = () => good
    const keys = await remote()
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()
    for (const secret of [pem, pem.trim(), JSON.stringify(first.keys[0])]) {
      expect(await outcome(await sign(signingKey(secret), { alg: 'HS256', kid: 'one' }), keys)).toBe(
        'UNAUTHENTICATED',
      )
    }
    expect(await outcome(await sign(next.privateKey, { alg: 'ES256', kid: 'two' }), keys)).toBe(
      'UNAUTHENTICATED',
    )
    expect(await outcome(await sign(signingKey(testSecret), { alg: 'HS512' }), keys)).toBe('UNAUTHENTICATED')
  })

  it.each([
    ['is away', { status: 503, body: '' }],
    ['answers nonsense', { status: 200, body: '<html>' }],
    ['answers with no keys', { status: 200, body: '{"keys":"none"}' }],
  ])('that were fetched serve on when their place %s', async (_name, failure) => {
    answer = () => good
    const keys = await remote()
    const token = await sign(ec.privateKey, { alg: 'ES256', kid: 'two' })
    expect(await outcome(token, keys)).toBe('let in')
    answer = () => failure
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000)
    const before = asked
    expect(await outcome(token, keys)).toBe('let in')
    await expect.poll(() => asked).toBe(before + 1)
    expect(await outcome(token, keys)).toBe('let in')
    clock.mockRestore()
  })

  it('that could not be fetched yet are a transient error, and retried at intervals', async () => {
    answer = () => ({ status: 500, body: '' })
    const keys = await remote()
    const before = asked
    const token = await sign(ec.privateKey, { alg: 'ES256', kid: 'two' })
    for (let i = 0; i < 5; i += 1) expect(await outcome(token, keys)).toBe('SERVICE_UNAVAILABLE')
    expect(asked).toBe(before + 1)
    expect(await outcome(await signTokenFor(people.demo), keys)).toBe('let in')
  })

  it('are not fetched again for each token that names an unknown one', async () => {
    answer = () => good
    const keys = await remote()
    await outcome(await sign(ec.privateKey, { alg: 'ES256', kid: 'two' }), keys)
    const before = asked
    for (let i = 0; i < 20; i += 1)
      expect(await outcome(await sign(ec.privateKey, { alg: 'ES256', kid: `made up ${i}` }), keys)).toBe(
        'UNAUTHENTICATED',
      )
    expect(asked).toBe(before)
  })

  it('that several match because a token names none refuse the token alone', async () => {
    answer = () => ({
      status: 200,
      body: JSON.stringify({ keys: [jwk('a', ec.publicKey, 'ES256'), jwk('b', next.publicKey, 'ES256')] }),
    })
    const keys = await remote()
    expect(await outcome(await sign(ec.privateKey, { alg: 'ES256' }), keys)).toBe('UNAUTHENTICATED')
  })

  it('may come from a file, which must be one', async () => {
    const file = join(tmpdir(), `jwks-${process.pid}.json`)
    writeFileSync(file, JSON.stringify(first))
    const keys = await readTokenKeys({ ...defaults, jwksUrl: pathToFileURL(file).href }, testKey)
    expect(await outcome(await sign(rsa.privateKey, { alg: 'RS256', kid: 'one' }), keys)).toBe('let in')
    writeFileSync(file, 'no keys')
    await expect(readTokenKeys({ ...defaults, jwksUrl: pathToFileURL(file).href }, testKey)).rejects.toThrow(
      /JWKS_URL names/,
    )
    rmSync(file)
  })
})
