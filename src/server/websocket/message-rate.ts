import type { WebSocket } from 'ws'
import type { Limits } from '../../config/limits.ts'
import { closeBeyond } from './close.ts'

/** Window of the message rate in seconds; it permits bursts, such as many subscriptions starting together. */
const seconds = 10

/** Closes a socket that exceeds the maximum rate of messages, pings and pongs. */
export function limitMessageRate(socket: WebSocket, limits: Pick<Limits, 'socketMessages'>): void {
  let since = performance.now()
  let count = 0
  const note = () => {
    count += 1
    if (count <= limits.socketMessages * seconds) return
    if (performance.now() - since < seconds * 1000) {
      closeBeyond(socket, 'socketMessages', limits)
      // Messages sent before the client receives the close frame are ignored.
      socket.removeAllListeners('message')
      socket.off('ping', note).off('pong', note)
      return
    }
    since = performance.now()
    count = 0
  }
  socket.on('message', note)
  socket.on('ping', note).on('pong', note)
}
