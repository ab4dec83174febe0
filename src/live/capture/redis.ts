import { createClient } from '@redis/client'
import { type Backoff, backoffMs } from '../../data/backoff.ts'
import { endRedisClient } from '../../data/end-redis-client.ts'
import type { NotificationSource } from '../notification-source.ts'

const backoff: Backoff = { minMs: 100, maxMs: 2_000 }
/** A connection that is silent for `silenceMs` is considered lost; the server answers every ping. */
const pingMs = 2_000
const silenceMs = 5_000

const socket = { connectTimeout: silenceMs, socketTimeout: silenceMs }

/** Options of `createRedisSignals`. */
export type RedisSignalsOptions = {
  readonly redisUrl: string
  readonly channel: string
  /** Resolves to true while some gateway publishes every change. */
  readonly isPublished: () => Promise<boolean>
  readonly onError: (error: Error) => void
}

/**
 * Receives notifications that another process publishes in Redis. Those published while disconnected are
 * missed.
 */
export function createRedisSignals({
  redisUrl,
  channel,
  isPublished,
  onError,
}: RedisSignalsOptions): NotificationSource {
  let isConnected = false
  return {
    async listen({ onSignal, onConnect, onLoss }) {
      let isOpen = true
      const report = (error: Error) => {
        if (isOpen) onError(error)
      }
      const client = createClient({
        url: redisUrl,
        pingInterval: pingMs,
        socket: {
          ...socket,
          reconnectStrategy: (attempt) => isOpen && backoffMs(attempt, backoff),
        },
      })
      await new Promise<void>((resolve) => {
        client.on('error', (error: Error) => {
          report(error)
          resolve()
          if (client.isReady || !isConnected) return
          isConnected = false
          onLoss()
        })
        client.on('ready', async () => {
          // After a reconnect the client resubscribes itself, and this call only awaits it. It rejects where `listen`
          // has ended meanwhile, as the client ends in the same turn.
          await client.subscribe(channel, onSignal).then(() => {
            isConnected = true
            onConnect()
          }, report)
          resolve()
        })
        client.connect().catch(report)
      })
      return async () => {
        isConnected = false
        isOpen = false
        endRedisClient(client)
      }
    },
    isComplete: async () => isConnected && (await isPublished()),
  }
}

/** Publishes notifications in Redis. */
export type Publisher = {
  /** Resolves when Redis has received all of them. */
  publish(signals: readonly string[]): Promise<void>
  close(): void
}

/** Connects a publisher, and calls `onLost` when the connection breaks. Rejects if it cannot connect. */
export async function openPublisher(
  redisUrl: string,
  channel: string,
  onLost: (error: Error) => void,
): Promise<Publisher> {
  const client = createClient({
    url: redisUrl,
    pingInterval: pingMs,
    socket: { ...socket, reconnectStrategy: false },
  })
  client.on('error', onLost)
  await client.connect()
  return {
    async publish(signals) {
      await Promise.all(signals.map((signal) => client.publish(channel, signal)))
    },
    close() {
      client.destroy()
    },
  }
}
