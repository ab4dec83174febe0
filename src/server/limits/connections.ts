import type { EventEmitter } from 'node:events'

/** Whether an owner may have one more of something that emits `close`; if so, it is counted until then. */
export type ConnectionLimiter = (owner: string, one: EventEmitter) => boolean

/** Counts what is open at a time, of each owner. */
export function createConnectionLimiter(most: number): ConnectionLimiter {
  const open = new Map<string, number>()
  return (owner, one) => {
    const had = open.get(owner) ?? 0
    if (had >= most) return false
    open.set(owner, had + 1)
    one.once('close', () => {
      const left = (open.get(owner) ?? 1) - 1
      if (left > 0) open.set(owner, left)
      else open.delete(owner)
    })
    return true
  }
}
