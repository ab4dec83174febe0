import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

/**
 * Stops reading a client's messages while it does not read its answers, as Node does for pipelined HTTP requests. Otherwise a
 * client could have any number of answers made that wait for it.
 */
export function pauseWhileUnread(socket: WebSocket, connection: Duplex): void {
  socket.on('message', () => {
    if (!connection.writableNeedDrain || socket.isPaused) return
    socket.pause()
    connection.once('drain', () => socket.resume())
  })
}
