/** OWASP API2:2023: headers and claims of tokens that carry the right signature, as raw text, with what each is answered. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { testKey } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'
import { startAttackedGateway } from './gateway.ts'
import { readCloseCode, transports } from './transports.ts'

const { demo, maria } = people
const now = Math.floor(Date.now() / 1000)
const defaultClaims = { user_id: demo.id, email: demo.email, role: 'user', type: 'access', exp: now + 600 }
const encode = (text: string) => Buffer.from(text).toString('base64url')

/** Signs raw texts, which need not be JSON, with the platform's secret. */
function token(claims: string, header = '{"alg":"HS256","typ":"JWT"}', hash = 'sha256'): string {
  const text = `${encode(header)}.${encode(claims)}`
  return `${text}.${createHmac(hash, testKey).update(text).digest('base64url')}`
}
const claimed = (more: object) => token(JSON.stringify({ ...defaultClaims, ...more }))
const headed = (header: object) => token(JSON.stringify(defaultClaims), JSON.stringify(header))
const [head, body, signature] = token(JSON.stringify(defaultClaims)).split('.') as [string, string, string]
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const text = JSON.stringify(defaultClaims).slice(1, -1)

const refused: readonly (readonly [name: string, token: string])[] = [
  ['with claims that are a list', token('[]')],
  ['with claims that are text', token('"x"')],
  ['with claims that are null', token('null')],
  ['with claims that are no JSON', token('{')],
  ['with claims that are nothing', token('')],
  ['with a user in the prototype', token(`{"__proto__":{${text}}}`)],
  [
    'with a user in the prototype and a type outside',
    token(`{"__proto__":{${text}},"type":"access","exp":${now + 600}}`),
  ],
  ['of a user that is null', claimed({ user_id: null })],
  ['of a user that is an object', claimed({ user_id: { $ne: '' } })],
  ['of a user that is empty', claimed({ user_id: '' })],
  ['of a user with a line feed behind', claimed({ user_id: `${demo.id}\n` })],
  ['of a user with a space before', claimed({ user_id: ` ${demo.id}` })],
  ['of a user with a null character', claimed({ user_id: `${demo.id}\u0000` })],
  ['of a user in digits of full width', claimed({ user_id: demo.id.replaceAll('0', '０') })],
  ['of a user with a character of no width', claimed({ user_id: `\u200b${demo.id}` })],
  ['of a user with a hyphen that is another', claimed({ user_id: demo.id.replaceAll('-', '‐') })],
  ['of a user in braces', claimed({ user_id: `{${demo.id}}` })],
  ['of a user without hyphens', claimed({ user_id: demo.id.replaceAll('-', '') })],
  ['of two users', claimed({ user_id: `${demo.id},${maria.id}` })],
  ['of a user of 5,000 characters', claimed({ user_id: demo.id.repeat(139) })],
  ['with the user as sub alone', claimed({ user_id: undefined, sub: demo.id })],
  ['with the user’s name in other case', claimed({ user_id: undefined, USER_ID: demo.id })],
  ['of a type in other case', claimed({ type: 'ACCESS' })],
  ['of a type that is a list', claimed({ type: ['access'] })],
  ['of a type that is true', claimed({ type: true })],
  ['of two types, the last to refresh', token(`{${text},"type":"refresh"}`)],
  ['that ends at null', claimed({ exp: null })],
  ['that ends at true', claimed({ exp: true })],
  ['that ends at a text of digits', claimed({ exp: String(now + 600) })],
  ['that ends in a list', claimed({ exp: [now + 600] })],
  ['that ends in an object', claimed({ exp: { valueOf: now + 600 } })],
  ['that ended at zero', claimed({ exp: 0 })],
  ['that ended before 1970', claimed({ exp: -1 })],
  ['that ends at no number of JSON', token(`{${text},"exp":Infinity}`)],
  ['with two ends, the last over', token(`{${text},"exp":1}`)],
  ['that begins later', claimed({ nbf: now + 600 })],
  ['that begins at a text', claimed({ nbf: '0' })],
  ['that begins at null', claimed({ nbf: null })],
  ['that begins in a list', claimed({ nbf: [0] })],
  ['that was issued at a text', claimed({ iat: 'yesterday' })],
  ['that was issued in a list', claimed({ iat: [now] })],
  ['of HS512 with the right secret', token(JSON.stringify(defaultClaims), '{"alg":"HS512"}', 'sha512')],
  ['of HS384 with the right secret', token(JSON.stringify(defaultClaims), '{"alg":"HS384"}', 'sha384')],
  ['of hs256 in lower case', headed({ alg: 'hs256' })],
  ['of an algorithm with a space', headed({ alg: 'HS256 ' })],
  ['of an algorithm that is a list', headed({ alg: ['HS256'] })],
  ['of an algorithm that is an object', headed({ alg: { toString: 'HS256' } })],
  ['of an algorithm in the prototype', token(JSON.stringify(defaultClaims), '{"__proto__":{"alg":"HS256"}}')],
  ['of two algorithms, the last none', token(JSON.stringify(defaultClaims), '{"alg":"HS256","alg":"none"}')],
  ['with a header that is a list', token(JSON.stringify(defaultClaims), '["HS256"]')],
  ['with a header that is null', token(JSON.stringify(defaultClaims), 'null')],
  ['with a header that is no JSON', token(JSON.stringify(defaultClaims), '{"alg":"HS256"')],
  ['with a critical header that is known', headed({ alg: 'HS256', crit: ['exp'], exp: 1 })],
  ['with no critical header in the list', headed({ alg: 'HS256', crit: [] })],
  ['with critical headers that are text', headed({ alg: 'HS256', crit: 'exp' })],
  ['with a critical header that is absent', headed({ alg: 'HS256', crit: ['x'] })],
  ['of four parts', `${head}.${body}.${signature}.x`],
  ['of five parts, as if encrypted', `${head}..${body}.${signature}.x`],
  ['of two parts', `${head}.${body}`],
  ['with a part that is empty', `${head}..${signature}`],
  ['with a dot before', `.${head}.${body}.${signature}`],
  ['with a signature that lacks its end', `${head}.${body}.${signature.slice(0, -4)}`],
  ['with a signature and more', `${head}.${body}.${signature}AAAA`],
  ['with two tokens', `${head}.${body}.${signature}, ${head}.${body}.${signature}`],
]

const answered: readonly (readonly [name: string, token: string])[] = [
  ['of a user in upper case', claimed({ user_id: demo.id.toUpperCase() })],
  ['that says an address and a role of others', claimed({ email: maria.email, role: 'admin', scope: '*' })],
  // RFC 7519: `iat` says how old a token is; only `nbf` says when it begins.
  ['that was issued later', claimed({ iat: now + 600 })],
  ['that begins in the seconds by which clocks may differ', claimed({ nbf: now + 3 })],
  ['that ends far beyond what a date holds', claimed({ exp: 1e300 })],
  // No audience is set, so that none is looked for.
  ['for a list of audiences', claimed({ aud: ['a', 'b'] })],
  ['with a claim of 8,000 characters', claimed({ note: 'x'.repeat(8_000) })],
  ['with a claim that is nested 3,000 deep', token(`{${text},"note":${nested(1_500)}}`)],
  ['with 500 claims', claimed(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`c${i}`, i])))],
  // As JSON and the platform's own library have it, the last one counts.
  ['with another user before its own', token(`{"user_id":"${maria.id}",${text}}`)],
  // The algorithm decides which keys there are; `kid` chooses among public ones.
  ['whose kid is a path', headed({ alg: 'HS256', kid: '../../../../etc/passwd' })],
  ['whose kid is an object', headed({ alg: 'HS256', kid: { $gt: '' } })],
  ['that says where other keys are', headed({ alg: 'HS256', jku: 'http://127.0.0.1:9/', x5c: ['x'] })],
]

describe('tokens with the right signature', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway()
  })
  afterAll(() => gateway.close())
  const query = '{ viewer { email } }'
  const { WebSocket: socket, ...overHttp } = transports

  it.each(refused)('one %s is refused', async (_name, token) => {
    for (const send of Object.values(overHttp))
      expect(verdict(await send(gateway, { query, token }))).toBe('UNAUTHENTICATED')
    expect(await readCloseCode(gateway.socketUrl, [{ type: 'connection_init', payload: { token } }])).toBe(
      4403,
    )
  })

  it.each(answered)('one %s is that of its user', async (_name, token) => {
    for (const send of [...Object.values(overHttp), socket])
      expect((await send(gateway, { query, token })).data).toEqual({ viewer: { email: demo.email } })
  })
})
