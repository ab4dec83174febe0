/** OWASP API8:2023: every shape of `connection_init` and what it is answered with: an acknowledgement, or a close code. */
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { startAttackedGateway } from './gateway.ts'

const nested = (open: string, inside: string, close: string, depth: number) =>
  `${open.repeat(depth)}${inside}${close.repeat(depth)}`
const init = (payload: string) => `{"type":"connection_init","payload":${payload}}`
const token = await signTokenFor(people.demo)
const quoted = JSON.stringify(token)
const many = (count: number) => Array.from({ length: count }, (_, i) => `"k${i}":${i}`).join()

/** Close codes: of graphql-transport-ws, and 1009 of RFC 6455. */
const [malformed, early, forbidden, tooMany, tooLarge] = [4400, 4401, 4403, 4429, 1009]

/** Payloads, and who is signed in by them: the demo's user, nobody, or what the socket is closed with. */
const payloads: readonly (readonly [payload: string, answer: 'demo' | 'nobody' | number])[] = [
  ['{}', 'nobody'],
  ['null', 'nobody'],
  ['[]', malformed],
  [`[{"token":${quoted}}]`, malformed],
  [quoted, malformed],
  ['1', malformed],
  ['true', malformed],
  [`{"token":${quoted}}`, 'demo'],
  [`{"TOKEN":${quoted}}`, 'demo'],
  ['{"token":null}', 'nobody'],
  ['{"token":""}', 'nobody'],
  [`{"token":[${quoted}]}`, forbidden],
  [`{"token":{"token":${quoted}}}`, forbidden],
  ['{"token":1}', forbidden],
  ['{"token":false}', forbidden],
  [`{"token":"x","token":${quoted}}`, 'demo'],
  [`{"token":${quoted},"token":"x"}`, forbidden],
  [`{"token":${quoted},"x-api-key":"ii_x"}`, forbidden],
  [`{"headers":{"authorization":"Bearer ${token}"}}`, 'demo'],
  ['{"headers":null}', 'nobody'],
  ['{"headers":[]}', 'nobody'],
  ['{"headers":"x"}', 'nobody'],
  [`{"headers":[{"authorization":"Bearer ${token}"}]}`, forbidden],
  [`{"headers":{"headers":{"authorization":"Bearer ${token}"}}}`, forbidden],
  [`{"headers":{"authorization":["Bearer ${token}"]}}`, forbidden],
  [`{"__proto__":{"token":${quoted}}}`, forbidden],
  [`{"constructor":{"prototype":{"token":${quoted}}}}`, forbidden],
  [`{"headers":{"__proto__":{"authorization":"Bearer ${token}"}}}`, forbidden],
  ['{"__proto__":null,"toString":1,"hasOwnProperty":[]}', 'nobody'],
  [`{"toString":"x","token":${quoted}}`, 'demo'],
  [`{"ｔoken":${quoted}}`, 'nobody'],
  [nested('{"a":', '1', '}', 40_000), 'nobody'],
  [`{"a":${nested('[', '', ']', 40_000)}}`, 'nobody'],
  [nested('{"a":', `{"token":${quoted}}`, '}', 3), forbidden],
  [`{${many(99)},"token":${quoted}}`, 'demo'],
  [`{${many(40_000)}}`, forbidden],
  [`{${many(60_000)}}`, tooLarge],
  [`{${many(40_000)},"token":${quoted}}`, forbidden],
  [`{"note":"${'x'.repeat(900_000)}"}`, 'nobody'],
  [`{"note":"${'x'.repeat(1_100_000)}"}`, tooLarge],
  [`{"token":"${'x'.repeat(900_000)}"}`, forbidden],
]

/** Messages, the last of which closes the socket. */
const sequences: readonly (readonly [name: string, messages: readonly string[], code: number])[] = [
  ['twice', [init('{}'), init('{}')], tooMany],
  ['twice, the second with a token', [init('{}'), init(`{"token":${quoted}}`)], tooMany],
  ['after an operation', ['{"type":"subscribe","id":"1","payload":{"query":"{ __typename }"}}'], early],
  ['of another case', ['{"type":"Connection_Init"}'], malformed],
  ['of a type that is a list', ['{"type":["connection_init"]}'], malformed],
  ['in a list', [`[${init('{}')}]`], malformed],
  ['without a type', ['{"payload":{}}'], malformed],
  ['that is null', ['null'], malformed],
  ['that is nothing', [''], malformed],
  ['that is no JSON', ['{"type":"connection_init"'], malformed],
  ['with the type in the prototype', ['{"__proto__":{"type":"connection_init"}}'], malformed],
]

describe('connection_init', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway({ CONNECTION_INIT_TIMEOUT_MS: '3000' })
  })
  afterAll(() => gateway.close())

  /** Sends messages, waiting for an answer to each, and returns the last answer or the close code. */
  async function answerTo(messages: readonly string[]): Promise<number | Record<string, unknown>> {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    const closed = once(socket, 'close').then(([code]) => code as number)
    await once(socket, 'open')
    let answer: number | Record<string, unknown> = 0
    for (const message of messages) {
      const next = once(socket, 'message').then(([text]) => JSON.parse(String(text)))
      socket.send(message)
      answer = await Promise.race([next, closed])
    }
    socket.terminate()
    return answer
  }

  it.each(payloads.map(([payload, answer]) => [payload.slice(0, 60), answer, payload] as const))(
    'with the payload %s is answered with %s',
    async (_shown, expected, payload) => {
      const operation = '{"type":"subscribe","id":"1","payload":{"query":"{ viewer { email } }"}}'
      const answer = await answerTo([init(payload)])
      if (typeof expected === 'number') return expect(answer).toBe(expected)
      expect(answer).toEqual({ type: 'connection_ack' })
      const viewer = expected === 'demo' ? { email: people.demo.email } : null
      expect(await answerTo([init(payload), operation])).toMatchObject({ payload: { data: { viewer } } })
    },
  )

  it.each(sequences)('%s closes the socket', async (_name, messages, code) => {
    expect(await answerTo(messages)).toBe(code)
  })

  it('that never comes closes the socket', async () => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    const [code] = await once(socket, 'close')
    expect(code).toBe(4408)
  })
})
