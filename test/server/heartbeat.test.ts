import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { keepAlive } from '../../src/server/websocket/heartbeat.ts'
import { measureSocketBuffers } from '../support/socket-buffers.ts'

const intervalMs = 100

describe('the heartbeat of a WebSocket', () => {
  const servers: WebSocketServer[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      for (const client of server.clients) client.terminate()
      server.close()
    }
  })

  async function connect(options = {}) {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    servers.push(server)
    await once(server, 'listening')
    const accepted = once(server, 'connection')
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, options)
    const [socket] = (await accepted) as [WebSocket]
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open')
    keepAlive(socket, intervalMs)
    return { client, socket }
  }

  it('keeps a client that answers pings', async () => {
    const { client } = await connect()
    let pings = 0
    client.on('ping', () => {
      pings += 1
    })
    await expect.poll(() => pings).toBeGreaterThan(5)
    expect(client.readyState).toBe(WebSocket.OPEN)
  })

  it('ends a client that answers none', async () => {
    const { socket } = await connect({ autoPong: false })
    expect(await once(socket, 'close')).toEqual([1006, Buffer.alloc(0)])
  })

  it('does not end a client that has not read what was sent before the ping', async () => {
    const length = 2 * (await measureSocketBuffers()) + 16_000_000
    const { client, socket } = await connect()
    client.pause()
    socket.send(Buffer.alloc(length))
    await pause(10 * intervalMs)
    expect(socket.bufferedAmount).toBeGreaterThan(0)
    expect(socket.readyState).toBe(WebSocket.OPEN)
    client.resume()
    expect(((await once(client, 'message')) as [Buffer])[0]).toHaveLength(length)
  })
})
