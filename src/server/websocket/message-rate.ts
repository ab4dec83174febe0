import type { WebSocket } from 'ws'
import type { Limits } from '../../config/limits.ts'
import { LimitError } from '../../schema/errors.ts'
import { closeCodes } from './close.ts'

/** Messages are counted over so long: a burst, as when many subscriptions begin together, is no flood. */
const seconds = 10

/** Closes a socket that sends more messages, pings and pongs than any client needs to. */
export function limitMessageRate(
  socket: WebSocket,
  { socketMessages }: Pick<Limits, 'socketMessages'>,
): void {
  let since = performance.now()
  let count = 0
  const note = () => {
    count += 1
    if (count <= socketMessages * seconds) return
    if (performance.now() - since < seconds * 1000) {
      socket.close(closeCodes.flood, new LimitError('socketMessages', socketMessages).message)
      // What it sent before it hears of that is not read any more.
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
