import type { WebSocket } from 'ws'

/** Counts each owner's open sockets; answers whether the owner may have one more, and then counts it until it closes. */
export function countSockets(most: number) {
  const open = new Map<string, number>()
  return (owner: string, socket: WebSocket): boolean => {
    const had = open.get(owner) ?? 0
    if (had >= most) return false
    open.set(owner, had + 1)
    socket.once('close', () => {
      const left = (open.get(owner) ?? 1) - 1
      if (left > 0) open.set(owner, left)
      else open.delete(owner)
    })
    return true
  }
}
