/** Work that strangers ask for is spread over turns of the event loop, and done no more often than it must be. */
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Context } from '../../src/schema/context.ts'
import { Pipeline, type PipelineParts, type PreparedOperation } from '../../src/server/pipeline.ts'
import { readCredentials } from '../../src/server/websocket/credentials.ts'
import { hasAtMost } from '../../src/server/websocket/payload-size.ts'
import type { TestGateway } from '../support/gateway.ts'
import { startAttackedGateway } from './gateway.ts'
import { countTurns, sendTogether } from './turn-counter.ts'

/** A document of two thousand characters that nobody sent before. */
const document = (i: number) => `query Q${i} { ${'viewer { id } '.repeat(140)} }`

describe('a gateway', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway({ INTROSPECTION: 'true' })
  })
  afterAll(() => gateway.close())

  async function processorTimeOf(body: string, accept: string): Promise<number> {
    const headers = { 'content-type': 'application/json', accept }
    const before = process.cpuUsage()
    const response = await fetch(gateway.url, { method: 'POST', headers, body })
    await response.text()
    const { user, system } = process.cpuUsage(before)
    return user + system
  }

  it('takes no longer for a large body that the fast path leaves to Yoga than for one of Yoga’s own', async () => {
    const body = JSON.stringify({ query: '{ nothing }', variables: { text: 'x'.repeat(900_000) } })
    const times: Record<string, number[]> = {
      'application/json': [],
      'application/graphql-response+json': [],
    }
    for (let i = 0; i < 6; i += 1)
      for (const [accept, found] of Object.entries(times)) found.push(await processorTimeOf(body, accept))
    const [both = 0, yoga = 0] = Object.values(times).map((found) => Math.min(...found))
    // The body is decoded and parsed twice.
    expect(both / yoga).toBeLessThan(4)
  })

  /** Sends operations together over one WebSocket; returns their ids as they were answered, and the number of turns. */
  async function answersOf(queries: readonly string[]): Promise<{ answered: string[]; turns: number }> {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    const counter = countTurns()
    const turns = new Set<number>()
    const answered: string[] = []
    await new Promise<void>((resolve) => {
      socket.on('open', () => socket.send('{"type":"connection_init"}'))
      socket.on('message', (text) => {
        const { type, id } = JSON.parse(String(text)) as { type: string; id: string }
        if (type === 'connection_ack') {
          const subscribe = (query: string, i: number) =>
            JSON.stringify({ type: 'subscribe', id: String(i), payload: { query } })
          sendTogether(socket, queries.map(subscribe))
        }
        if (type !== 'next' && type !== 'error') return
        answered.push(id)
        turns.add(counter.turn)
        if (answered.length === queries.length) resolve()
      })
    })
    counter.stop()
    socket.close()
    return { answered, turns: turns.size }
  }

  it('validates the documents of one socket in several turns, and answers them in order', async () => {
    const { answered, turns } = await answersOf(Array.from({ length: 60 }, (_, i) => document(i)))
    expect(answered).toEqual(Array.from({ length: 60 }, (_, i) => String(i)))
    // Sixty documents of 2,000 characters; a turn takes at most seven.
    expect(turns).toBeGreaterThanOrEqual(8)
  })

  it('executes one introspection in a turn', async () => {
    const { turns } = await answersOf(Array(20).fill('{ __schema { types { name fields { name } } } }'))
    expect(turns).toBeGreaterThanOrEqual(10)
  })
})

/** A pipeline whose operations answer with this many bytes, which their transport serializes. */
function answering(answered: number) {
  const engine = { execute: async () => ({ data: null }) }
  const pipeline = new Pipeline({ engine } as unknown as PipelineParts)
  const operation = { document: parse('{ id }'), type: 'query' } as unknown as PreparedOperation
  return () => pipeline.execute(operation, { bytes: { answered }, services: {} } as unknown as Context)
}

describe('the pipeline of all transports', () => {
  async function turnsOf(answered: number, count: number): Promise<number> {
    const execute = answering(answered)
    const counter = countTurns()
    const turns = await Promise.all(Array.from({ length: count }, () => execute().then(() => counter.turn)))
    counter.stop()
    return new Set(turns).size
  }

  it('returns large answers in turns of their own, as each is serialized at once', async () => {
    expect(await turnsOf(8_000_000, 5)).toBe(5)
  })

  it('returns small answers together', async () => {
    expect(await turnsOf(0, 50)).toBe(1)
  })
})

describe('a payload of too many members', () => {
  /** As V8 makes it of JSON: with a dictionary of its keys. */
  const wide: object = JSON.parse(
    `{${Array.from({ length: 60_000 }, (_, n) => `"${(n * 7_919) % 60_013}key":${n}`)}}`,
  )
  const processorTimeOf = (work: () => unknown): number => {
    let best = Number.POSITIVE_INFINITY
    for (let n = 0; n < 7; n += 1) {
      const before = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(before)
      best = Math.min(best, user + system)
    }
    return best
  }

  it.each<[string, () => unknown]>([
    ['a ping', () => hasAtMost(100, wide)],
    [
      'a connection_init',
      () => expect(() => readCredentials({ wide }, {} as never, { payloadMembers: 100 })).toThrow(),
    ],
  ])('is refused in less time than its members take to read: %s', (_kind, refuse) => {
    expect(processorTimeOf(refuse) / processorTimeOf(() => Object.values(wide))).toBeLessThan(0.75)
  })
})
