import type { WebSocket } from 'ws'

/** The longest silence on a WebSocket, in milliseconds, and the time a client has to answer a ping. */
export const heartbeatMs = 12_000

/**
 * Pings a client, and terminates its socket if no pong has come by the next ping. Replaces the keep-alive of graphql-ws, which
 * also terminates clients that are still reading a large message that was sent before the ping: what is unsent is the
 * concern of `SlowReaders`.
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
  socket.once('close', () => clearInterval(timer))
}
