import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { TextSocket } from '../../src/server/websocket/text-socket.ts'

it('ignores messages that arrive after it was closed', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, WebSocket: TextSocket })
  await once(server, 'listening')
  const received: string[] = []
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      received.push(String(data))
      if (String(data) === 'last') socket.close(4400)
    })
  })
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await once(client, 'open')
  for (const text of ['first', 'last', 'late', 'later']) client.send(text)
  const [code] = await once(client, 'close')
  server.close()
  expect({ code, received }).toEqual({ code: 4400, received: ['first', 'last'] })
})
