import type { WebSocket } from 'ws'
import { onClose } from '../on-close.ts'

/** Ping interval in milliseconds, which is also the time to answer a ping. */
export const heartbeatMs = 12_000

/**
 * Pings a client, and terminates its socket if no pong arrives before the next ping. Replaces the keep-alive
 * of graphql-ws, which also terminates clients that are still reading a large message sent before the ping;
 * `SlowReaders` handles unsent data.
 */
export function keepAlive(socket: WebSocket, intervalMs = heartbeatMs): void {
  let isAwaitingPong = false
  const timer = setInterval(() => {
    if (socket.bufferedAmount > 0 || socket.isPaused) {
      isAwaitingPong = false
    } else if (isAwaitingPong) {
      socket.terminate()
    } else {
      isAwaitingPong = true
      socket.ping()
    }
  }, intervalMs)
  socket.on('pong', () => {
    isAwaitingPong = false
  })
  onClose(socket, () => clearInterval(timer))
}
