import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { SerializedSink } from '../subscriptions/delivery.ts'
import { writeText } from './text-frame.ts'

/**
 * Maximum bytes pending in a socket before its subscriptions pause: the memory that a stalled client costs.
 * More than the high-water mark of a connection, which therefore emits `drain` afterwards.
 */
const maxPendingBytes = 128 * 1024

/** Callbacks of paused subscriptions, by connection: one listener calls those of all. */
const paused = new WeakMap<Duplex, Set<() => void>>()

/** Calls `resume` when the connection has sent everything. */
function onceDrained(connection: Duplex, resume: () => void): void {
  const known = paused.get(connection)
  if (known) {
    known.add(resume)
    return
  }
  const callbacks = new Set([resume])
  paused.set(connection, callbacks)
  connection.once('drain', () => {
    paused.delete(connection)
    for (const callback of callbacks) callback()
  })
}

const startOf = (id: string) => `{"id":${JSON.stringify(id)},"type":"next","payload":`

/** Sends a large result that `encode` returns between two texts, unless it is not wanted any more then. */
export async function sendEncoded(
  socket: WebSocket,
  id: string,
  encode: (before: string, after: string) => Promise<Buffer>,
  isWanted: () => boolean,
): Promise<void> {
  const message = await encode(startOf(id), '}')
  if (isWanted() && socket.readyState === socket.OPEN) socket.send(message, { binary: false })
}

/**
 * Sends results of one operation as `next` messages. The JSON of a result is shared by all subscriptions;
 * only the operation's id differs.
 */
export function createSerializedSink(socket: WebSocket, connection: Duplex, id: string): SerializedSink {
  const start = startOf(id)
  return {
    hasRoom(resume) {
      if (socket.bufferedAmount < maxPendingBytes) return true
      onceDrained(connection, resume)
      return false
    },
    send(json) {
      if (socket.readyState !== socket.OPEN) return
      writeText(connection, start, typeof json === 'string' ? Buffer.from(json) : json, '}')
    },
  }
}
