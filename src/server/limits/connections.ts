import type { EventEmitter } from 'node:events'
import { onClose } from '../on-close.ts'

/** Returns true, and counts `one` until it emits `close`, if the owner may open one more. */
export type ConnectionLimiter = (owner: string, one: EventEmitter) => boolean

/** Counts open connections per owner. */
export function createConnectionLimiter(max: number): ConnectionLimiter {
  const open = new Map<string, number>()
  return (owner, one) => {
    const had = open.get(owner) ?? 0
    if (had >= max) return false
    open.set(owner, had + 1)
    onClose(one, () => {
      const left = (open.get(owner) ?? 1) - 1
      if (left > 0) open.set(owner, left)
      else open.delete(owner)
    })
    return true
  }
}
