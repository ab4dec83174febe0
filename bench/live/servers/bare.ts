import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as pause } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import { serveBench, text } from './report.ts'

// The limit: one prepared string to every socket, without GraphQL, without a database.
const http = createServer()
const sockets = new WebSocketServer({ server: http, path: '/graphql' })
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { type, id } = JSON.parse(String(data)) as { type: string; id?: string }
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}')
    if (type === 'subscribe') socket.send(JSON.stringify({ id, type: 'next', payload: null }))
  })
})
http.listen(0, '127.0.0.1')
await once(http, 'listening')
serveBench((http.address() as AddressInfo).port, async (events) => {
  for (let n = 0; n < events; n += 1) {
    const message = JSON.stringify({ id: '1', type: 'next', payload: { data: { event: { n, text } } } })
    for (const socket of sockets.clients) socket.send(message)
    await pause()
  }
})
