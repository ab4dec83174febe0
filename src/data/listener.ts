import type pg from 'pg'
import { checkChannel } from './channel.ts'

type Subscription = {
  readonly channel: string
  readonly onSignal: (payload: string) => void
  readonly onConnect?: () => void
}

const firstPauseMs = 100
const maxBackoffMs = 5000
const heartbeatMs = 30_000
const heartbeatDeadlineMs = 10_000

/** Listens on NOTIFY channels. */
export interface Listener {
  listen(
    channel: string,
    onSignal: (payload: string) => void,
    onConnect?: () => void,
  ): Promise<() => Promise<void>>
  /** True while notifications are received; false too without subscriptions. */
  isConnected(): boolean
  close(): Promise<void>
}

/**
 * Listens on one dedicated connection for all channels. It opens with the first subscription, closes with the
 * last, and reconnects with exponential backoff; a heartbeat detects a half-open connection.
 */
export function createListener(open: () => Promise<pg.Client>, onError: (error: Error) => void): Listener {
  const subscriptions = new Set<Subscription>()
  let connected: pg.Client | undefined
  let attempt: Promise<void> | undefined
  let retry: NodeJS.Timeout | undefined
  let pauseMs = firstPauseMs

  async function connect(): Promise<void> {
    const client = await open()
    client.on('error', onError)
    client.on('notification', ({ channel, payload = '' }) => {
      for (const subscription of subscriptions)
        if (subscription.channel === channel) subscription.onSignal(payload)
    })
    try {
      // Iterating a set includes items added meanwhile, so no subscription is missed.
      for (const { channel } of subscriptions) await client.query(`LISTEN ${channel}`)
    } catch (error) {
      client.end().catch(onError)
      throw error
    }
    connected = client
    pauseMs = firstPauseMs
    const heartbeat = setInterval(() => check(client), heartbeatMs).unref()
    client.once('end', () => {
      clearInterval(heartbeat)
      if (connected !== client) return
      connected = undefined
      tryLater()
    })
    for (const { onConnect } of subscriptions) onConnect?.()
  }

  function check(client: pg.Client): void {
    const ping = { text: 'SELECT 1', query_timeout: heartbeatDeadlineMs }
    client.query(ping).catch((error: Error) => {
      onError(error)
      // With the query still open, this closes the socket without waiting for the server.
      client.end().catch(onError)
    })
  }

  /** Makes one connection attempt, unless one is under way; never rejects. */
  function start(): Promise<void> {
    attempt ??= connect()
      .catch((error: Error) => {
        onError(error)
        tryLater()
      })
      .finally(() => {
        attempt = undefined
        if (subscriptions.size === 0) disconnect().catch(onError)
      })
    return attempt
  }

  function tryLater(): void {
    if (subscriptions.size === 0) return
    clearTimeout(retry)
    retry = setTimeout(start, pauseMs)
    pauseMs = Math.min(pauseMs * 2, maxBackoffMs)
  }

  async function disconnect(): Promise<void> {
    clearTimeout(retry)
    const client = connected
    connected = undefined
    await client?.end()
  }

  async function leave(subscription: Subscription): Promise<void> {
    if (!subscriptions.delete(subscription)) return
    if (subscriptions.size === 0) return disconnect()
    const others = [...subscriptions].some(({ channel }) => channel === subscription.channel)
    // If the connection breaks now, there is nothing to unlisten.
    if (!others) await connected?.query(`UNLISTEN ${subscription.channel}`).catch(onError)
  }

  return {
    async listen(channel, onSignal, onConnect) {
      checkChannel(channel)
      const subscription = { channel, onSignal, onConnect }
      subscriptions.add(subscription)
      if (connected) {
        try {
          await connected.query(`LISTEN ${channel}`)
          onConnect?.()
        } catch (error) {
          // The connection is lost: the next one listens for this subscription too.
          onError(error as Error)
        }
      } else {
        await start()
      }
      return () => leave(subscription)
    },
    isConnected: () => connected !== undefined,
    async close() {
      subscriptions.clear()
      await attempt
      await disconnect()
    },
  }
}
