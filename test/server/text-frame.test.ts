/** Text messages of the server, as a client of another implementation reads them: ws. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Duplex } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { writeText } from '../../src/server/websocket/text-frame.ts'

const http = createServer()
const sockets = new WebSocketServer({ server: http })
let client: WebSocket
let server: WebSocket
let connection: Duplex

beforeAll(async () => {
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const connected = once(sockets, 'connection')
  client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  const [socket, request] = await connected
  await once(client, 'open')
  server = socket
  connection = request.socket
})

afterAll(() => {
  client.terminate()
  sockets.close()
  http.close()
})

/** The lengths around which the header of a frame changes, and around which the payload is not copied. */
const lengths = [0, 1, 125, 126, 127, 16_384, 16_385, 65_535, 65_536, 300_000]

it.each(lengths)('are whole with %i bytes', async (length) => {
  const start = '{"id":"é","payload":'
  for (const payload of [
    Buffer.alloc(Math.max(length - Buffer.byteLength(start) - 1, 0), 'x'),
    Buffer.alloc(length, 'y'),
  ]) {
    const received = once(client, 'message')
    writeText(connection, start, payload, '}')
    const [data, isBinary] = await received
    expect(String(data)).toBe(`${start}${payload}}`)
    expect(isBinary).toBe(false)
  }
})

it('stand between those that ws writes', async () => {
  const received: string[] = []
  client.on('message', (data) => received.push(String(data)))
  const ponged = once(server, 'pong')
  for (let n = 0; n < 3; n += 1) {
    server.send(`ws ${n}`)
    writeText(connection, '“', Buffer.from(`own ${n}`), '.')
    server.ping()
  }
  await ponged
  server.send('end')
  while (received.at(-1) !== 'end') await once(client, 'message')
  expect(received).toEqual(['ws 0', '“own 0.', 'ws 1', '“own 1.', 'ws 2', '“own 2.', 'end'])
})

it('are one write if they are small, and share the bytes of a large payload', () => {
  const writes: Buffer[] = []
  const recorder = new Duplex({
    write(chunk, _encoding, done) {
      writes.push(chunk)
      done()
    },
  })
  writeText(recorder, 'a', Buffer.alloc(16_384), 'b')
  expect(writes.map(({ length }) => length)).toEqual([16_390])
  const payload = Buffer.alloc(16_385)
  writeText(recorder, 'a', payload, 'b')
  expect(writes[2]).toBe(payload)
})
