import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/config/limits.ts'
import { readCredentials } from '../../src/server/websocket/credentials.ts'

const upgrade = (headers: Record<string, string> = {}) =>
  Object.assign(new IncomingMessage(new Socket()), { headers })
const wide = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`key${i}`, i]))
const shown = (params: Record<string, unknown>) => readCredentials(params, upgrade(), defaultLimits)

describe('credentials in connection_init', () => {
  it.each([
    { Authorization: 'Bearer x' },
    { authorization: 'Bearer x' },
    { token: 'x' },
    { token: 'Bearer x' },
    { authToken: 'x' },
    { AUTHTOKEN: 'bearer x' },
    { headers: { Authorization: 'Bearer x' } },
    { Headers: { authorization: 'Bearer x', 'X-Other': '1' } },
    { token: null, headers: { authToken: 'x' } },
    { token: '', authToken: 'x' },
    { authorization: '', token: 'x' },
    { authToken: 'x', clientName: 'web', version: { major: 1 }, author: 'me', __proto__: null },
  ])('are read: %j', (params) => {
    expect(shown(params)).toEqual({ authorization: 'Bearer x', apiKey: undefined })
  })

  it.each([{ 'X-API-Key': 'ii_x' }, { headers: { 'x-api-key': 'ii_x' } }])(
    'are read, a key: %j',
    (params) => {
      expect(shown(params)).toEqual({ authorization: undefined, apiKey: 'ii_x' })
    },
  )

  it.each([
    { accessToken: 'x' },
    { access_token: 'x' },
    { jwt: 'x' },
    { apiKey: 'x' },
    { api_key: 'x' },
    { auth: { token: 'x' } },
    { session: { user: { idToken: 'x' } } },
    { headers: { 'X-Auth-Token': 'x' } },
    { headers: { cookie: 'x' } },
    { context: { headers: { Authorization: 'Bearer x' } } },
    { payload: [{ bearer: 'x' }] },
    { token: 'x', password: 'y' },
    { [`token${'\n"}'.repeat(200)}`]: 'x' },
  ])('that are not read are refused, and named: %j', (params) => {
    try {
      shown(params)
      expect.unreachable()
    } catch (error) {
      const { message, extensions } = error as Error & { extensions: object }
      expect(extensions).toMatchObject({ code: 'UNAUTHENTICATED' })
      expect(message).toMatch(/^connection_init: "[\w.?-]+" is not read; send/)
      // As much as a close frame holds.
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(123)
    }
  })

  it.each([{ token: 1 }, { headers: { Authorization: ['x'] } }, { authToken: {} }])(
    'must be text: %j',
    (params) => {
      expect(() => shown(params)).toThrow('must be strings')
    },
  )

  it.each([
    ['of the payload', wide],
    ['of its headers', { headers: wide }],
    ['within it', { client: { tags: [wide] } }],
  ])('of more than a hundred members are refused: %s', (_where, params) => {
    expect(() => shown(params)).toThrow('at most 100 members')
  })

  it.each([
    {},
    { clientName: 'web' },
    { accessToken: null },
    { headers: 'x' },
    { locale: 'en', tags: ['a'] },
  ])('where there are none, those of the upgrade count: %j', (params) => {
    const request = upgrade({ authorization: 'Bearer y' })
    expect(readCredentials(params, request, defaultLimits)).toEqual({
      authorization: 'Bearer y',
      apiKey: undefined,
    })
  })
})
