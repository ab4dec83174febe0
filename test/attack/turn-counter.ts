import type { WebSocket } from 'ws'

/** Counts the turns of the event loop from now on, until it is stopped. */
export function countTurns() {
  let turn = 0
  let isStopped = false
  const next = () => {
    turn += 1
    if (!isStopped) setImmediate(next)
  }
  next()
  return {
    /** The number of the present turn. */
    get turn() {
      return turn
    },
    stop: () => {
      isStopped = true
    },
  }
}

/** Sends messages in one write, so that they arrive together. */
export function sendTogether(socket: WebSocket, messages: readonly string[]): void {
  const { _socket: bare } = socket as unknown as { _socket: { cork(): void; uncork(): void } }
  bare.cork()
  for (const message of messages) socket.send(message)
  bare.uncork()
}
