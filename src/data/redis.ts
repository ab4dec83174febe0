import { createClient } from '@redis/client'

/** Timeout of a Redis command, in milliseconds; callers then continue without Redis. */
const deadlineMs = 1_000

/**
 * Connects to the Redis shared by the gateways. It reconnects automatically; while disconnected, commands
 * fail at once.
 */
export function connectRedis(url: string, onError: (error: Error) => void) {
  const client = createClient({ url, disableOfflineQueue: true, commandOptions: { timeout: deadlineMs } })
  client.on('error', onError)
  client.connect().catch(onError)
  return client
}
