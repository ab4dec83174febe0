import type { WebSocket } from 'ws'
import type { SerializedSink } from '../subscriptions/delivery.ts'

/**
 * Maximum bytes pending in a socket before its subscriptions pause: the memory that a stalled client costs.
 */
const maxPendingBytes = 128 * 1024

/**
 * Sends results of one operation as `next` messages. The JSON of a result is shared by all subscriptions;
 * only the operation's id differs.
 */
export function createSerializedSink(socket: WebSocket, id: string): SerializedSink {
  const start = `{"id":${JSON.stringify(id)},"type":"next","payload":`
  return {
    writable: () => socket.bufferedAmount < maxPendingBytes,
    send(json, onFlushed) {
      if (socket.readyState !== socket.OPEN) return
      const message = `${start}${json}}`
      // The maximum size of the message in UTF-8, with its frame.
      const most = socket.bufferedAmount + 4 * message.length + 16
      socket.send(message, most < maxPendingBytes ? undefined : onFlushed)
    },
  }
}
