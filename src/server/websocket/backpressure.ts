import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

/**
 * Stops reading a client's messages while it does not read its responses, as Node does for pipelined HTTP
 * requests. Otherwise a client could request any number of responses that remain unsent.
 */
export function pauseWhileUnread(socket: WebSocket, connection: Duplex): void {
  socket.on('message', () => {
    if (!connection.writableNeedDrain || socket.isPaused) return
    socket.pause()
    connection.once('drain', () => socket.resume())
  })
}
