import type { EventEmitter } from 'node:events'

/**
 * Calls a listener when a connection closes. A connection emits `close` once, so this is `once`, without the two objects
 * (112 bytes) that it would keep for each listener: a watcher's connections have 13.
 */
export function onClose<Args extends unknown[]>(
  connection: EventEmitter,
  listener: (...args: Args) => void,
): void {
  connection.on('close', listener)
}
