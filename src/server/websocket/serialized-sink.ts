import type { WebSocket } from 'ws'
import type { SerializedSink } from '../subscriptions/delivery.ts'

/** How many bytes may wait in a socket before it gets no more: what a client that stops reading costs. */
const maxPendingBytes = 128 * 1024

/**
 * Sends results of one operation as its `next` messages. Many clients get the same result: its JSON is made once, and
 * only the operation's id differs.
 */
export function createSerializedSink(socket: WebSocket, id: string): SerializedSink {
  const start = `{"id":${JSON.stringify(id)},"type":"next","payload":`
  return {
    writable: () => socket.bufferedAmount < maxPendingBytes,
    send(json, onFlushed) {
      if (socket.readyState !== socket.OPEN) return
      const message = `${start}${json}}`
      // As many bytes as these characters can take, with the frame around them.
      const most = socket.bufferedAmount + 4 * message.length + 16
      socket.send(message, most < maxPendingBytes ? undefined : onFlushed)
    },
  }
}
