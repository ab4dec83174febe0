import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { followLogs } from '../../src/cli/logs.ts'

type Failing = (socket: WebSocket, id: string) => void
/** What a connection meets: before its acknowledgement, or as the answer to its operation. */
type Visit = { readonly connect: (socket: WebSocket) => void } | { readonly answer: Failing }

const close = (code: number) => (socket: WebSocket) => socket.close(code, 'because')
const send = (socket: WebSocket, id: string, type: string, payload?: unknown) =>
  socket.send(JSON.stringify({ id, type, payload }))
const entry = (typename: string, cursor: string) => ({
  data: {
    runLog: {
      __typename: typename,
      cursor,
      createdAt: '2026-11-29T10:00:00Z',
      statusText: 'completed',
      run: null,
    },
  },
})
const refuse = (code: string, limit?: string, type = 'next'): Visit => ({
  answer(socket, id) {
    const errors = [{ message: `It is ${code}.`, extensions: { code, limit } }]
    send(socket, id, type, type === 'next' ? { data: null, errors } : errors)
    if (type === 'next') send(socket, id, 'complete')
  },
})
const ending: Visit = {
  answer(socket, id) {
    send(socket, id, 'next', entry('RunEnded', 'last'))
    send(socket, id, 'complete')
  },
}

describe('ii-gateway logs', () => {
  let server: WebSocketServer
  afterEach(() => {
    for (const socket of server.clients) socket.terminate()
    server.close()
  })

  /** Follows a log at a gateway that meets each connection as these say, the last of them for good. */
  async function follow(visits: readonly Visit[], token: string | (() => string) = () => 'token') {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(server, 'listening')
    const cursors: unknown[] = []
    let connections = 0
    server.on('connection', (socket) => {
      const visit = visits[Math.min(connections, visits.length - 1)]
      connections += 1
      socket.on('message', (bytes) => {
        const { type, id, payload } = JSON.parse(String(bytes))
        if (type === 'connection_init') {
          if (visit && 'connect' in visit) visit.connect(socket)
          else socket.send('{"type":"connection_ack"}')
        } else if (type === 'subscribe') {
          cursors.push(payload.variables.after)
          if (visit && 'answer' in visit) visit.answer(socket, id)
        }
      })
    })
    const printed: string[] = []
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    const outcome = await followLogs('run', {
      url,
      token,
      print: (line) => printed.push(line),
      warn: () => {},
    }).catch((error: Error) => error.message)
    return { outcome, connections, cursors, printed }
  }

  it.each([
    ['1012', { connect: close(1012) }],
    ['1013', { connect: close(1013) }],
    ['1008', { connect: close(1008) }],
    ['1011', { connect: close(1011) }],
    ['4500', { connect: close(4500) }],
    ['SERVICE_UNAVAILABLE', refuse('SERVICE_UNAVAILABLE')],
    ['SERVICE_UNAVAILABLE, as an error', refuse('SERVICE_UNAVAILABLE', undefined, 'error')],
    ['INTERNAL_SERVER_ERROR', refuse('INTERNAL_SERVER_ERROR')],
    ['a limit of a time', refuse('LIMIT_EXCEEDED', 'viewerRequests')],
  ] as const)('reconnects after %s', async (_name, visit) => {
    expect(await follow([visit, ending])).toMatchObject({ outcome: 'completed', connections: 2 })
  })

  it.each([
    ['4400', { connect: close(4400) }],
    ['NOT_FOUND', refuse('NOT_FOUND')],
    ['FORBIDDEN', refuse('FORBIDDEN', undefined, 'error')],
    ['BAD_USER_INPUT', refuse('BAD_USER_INPUT')],
    ['a limit of the operation', refuse('LIMIT_EXCEEDED', 'cost')],
  ] as const)('ends with %s', async (_name, visit) => {
    expect(await follow([visit, ending])).toMatchObject({
      outcome: expect.stringMatching(/It is|400/),
      connections: 1,
    })
  })

  it.each([
    ['4403', { connect: close(4403) }],
    ['UNAUTHENTICATED', refuse('UNAUTHENTICATED')],
  ] as const)('signs another token after %s, and has no other for a given one', async (_name, visit) => {
    expect(await follow([visit, ending])).toMatchObject({ outcome: 'completed', connections: 2 })
    expect((await follow([visit, ending], 'given')).connections).toBe(1)
  })

  it('ends when two tokens in a row are refused, and not when each of many expires in use', async () => {
    expect((await follow([{ connect: close(4403) }])).connections).toBe(2)
    const expiring: Visit = { answer: close(4403) }
    expect(await follow([expiring, expiring, ending])).toMatchObject({ outcome: 'completed', connections: 3 })
  })

  it('resumes after the last entry, wherever the next connection fails', async () => {
    const one: Visit = {
      answer(socket, id) {
        send(socket, id, 'next', entry('StreamGap', 'first'))
        setTimeout(() => socket.close(1012), 50)
      },
    }
    const { cursors, printed } = await follow([one, refuse('SERVICE_UNAVAILABLE'), ending])
    expect(cursors).toEqual([undefined, 'first', 'first'])
    expect(printed).toHaveLength(2)
  })
})
