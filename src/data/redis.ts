import { createClient } from '@redis/client'

/** How long Redis may take to answer before those who ask go on without it. */
const deadlineMs = 1_000

/** A connection to what the gateways share. It comes back by itself; while it is away, commands fail at once. */
export function connectRedis(url: string, onError: (error: Error) => void) {
  const client = createClient({ url, disableOfflineQueue: true, commandOptions: { timeout: deadlineMs } })
  client.on('error', onError)
  client.connect().catch(onError)
  return client
}
