import type { EventEmitter } from 'node:events'

/** The part of a client of Redis that ends it. */
type RedisClient = Pick<EventEmitter, 'once'> & { readonly isReady: boolean; destroy(): void }

/**
 * Closes the connection of a client that reconnects, or the next one that it makes: a client of `@redis/client` that is
 * destroyed while it connects stays connected. Its reconnect strategy must return false from now on.
 */
export function endRedisClient(client: RedisClient): void {
  if (client.isReady) client.destroy()
  else client.once('ready', () => client.destroy())
}
