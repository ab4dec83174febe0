import type { EventEmitter } from 'node:events'
import { onClose } from '../on-close.ts'
import { shareCount } from '../worker-counts.ts'
import type { OpenName } from '../worker-messages.ts'

/** Returns true, and counts `one` until it emits `close`, if the owner may open one more. */
export type ConnectionLimiter = (owner: string, one: EventEmitter) => boolean

/** Counts open connections per owner: of this process, or under a name of all workers together. */
export function createConnectionLimiter(max: number, shared?: OpenName): ConnectionLimiter {
  const open = new Map<string, number>()
  const add = (owner: string, by: number) => {
    const sum = (open.get(owner) ?? 0) + by
    if (sum > 0) open.set(owner, sum)
    else open.delete(owner)
  }
  const share = shared && shareCount(shared, add)
  return (owner, one) => {
    if ((open.get(owner) ?? 0) >= max) return false
    add(owner, 1)
    share?.(owner, 1)
    onClose(one, () => {
      add(owner, -1)
      share?.(owner, -1)
    })
    return true
  }
}
