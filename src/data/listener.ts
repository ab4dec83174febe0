import type pg from 'pg'
import { type Backoff, backoffMs } from './backoff.ts'
import { checkChannel } from './channel.ts'

type Subscription = {
  readonly channel: string
  readonly onSignal: (payload: string) => void
  readonly onConnect?: () => void
}

const backoff: Backoff = { minMs: 100, maxMs: 5_000 }
const heartbeatMs = 30_000
const heartbeatDeadlineMs = 10_000

/**
 * Listens on NOTIFY channels, on one dedicated connection for all. It opens with the first subscription, closes with
 * the last, and reconnects with exponential backoff; a heartbeat detects a half-open connection.
 */
export class Listener {
  readonly #open: () => Promise<pg.Client>
  readonly #onError: (error: Error) => void
  readonly #subscriptions = new Set<Subscription>()
  #connected: pg.Client | undefined
  #attempt: Promise<void> | undefined
  #retry: NodeJS.Timeout | undefined
  #failures = 0

  constructor(open: () => Promise<pg.Client>, onError: (error: Error) => void) {
    this.#open = open
    this.#onError = onError
  }

  /**
   * Calls `onSignal` with the payload of each notification on the channel, and `onConnect` after each connection, before
   * which notifications may be lost. Resolves with a function that ends the subscription.
   */
  async listen(
    channel: string,
    onSignal: (payload: string) => void,
    onConnect?: () => void,
  ): Promise<() => Promise<void>> {
    checkChannel(channel)
    const subscription = { channel, onSignal, onConnect }
    this.#subscriptions.add(subscription)
    if (this.#connected) {
      try {
        await this.#connected.query(`LISTEN ${channel}`)
        onConnect?.()
      } catch (error) {
        // The connection is lost: the next one listens for this subscription too.
        this.#onError(error as Error)
      }
    } else {
      await this.#start()
    }
    return () => this.#leave(subscription)
  }

  /** True while notifications are received; false too without subscriptions. */
  isConnected(): boolean {
    return this.#connected !== undefined
  }

  async close(): Promise<void> {
    this.#subscriptions.clear()
    await this.#attempt
    await this.#disconnect()
  }

  /** Makes one connection attempt, unless one is under way; never rejects. */
  #start(): Promise<void> {
    this.#attempt ??= this.#connect()
      .catch((error: Error) => {
        this.#onError(error)
        this.#tryLater()
      })
      .finally(() => {
        this.#attempt = undefined
        if (this.#subscriptions.size === 0) this.#disconnect().catch(this.#onError)
      })
    return this.#attempt
  }

  async #connect(): Promise<void> {
    const client = await this.#open()
    client.on('error', this.#onError)
    client.on('notification', ({ channel, payload = '' }) => {
      for (const subscription of this.#subscriptions)
        if (subscription.channel === channel) subscription.onSignal(payload)
    })
    try {
      // Iterating a set includes items added meanwhile, so no subscription is missed.
      for (const { channel } of this.#subscriptions) await client.query(`LISTEN ${channel}`)
    } catch (error) {
      client.end().catch(this.#onError)
      throw error
    }
    this.#connected = client
    this.#failures = 0
    const heartbeat = setInterval(() => this.#check(client), heartbeatMs).unref()
    client.once('end', () => {
      clearInterval(heartbeat)
      if (this.#connected !== client) return
      this.#connected = undefined
      this.#tryLater()
    })
    for (const { onConnect } of this.#subscriptions) onConnect?.()
  }

  #check(client: pg.Client): void {
    const ping = { text: 'SELECT 1', query_timeout: heartbeatDeadlineMs }
    client.query(ping).catch((error: Error) => {
      this.#onError(error)
      // With the query still open, this closes the socket without waiting for the server.
      client.end().catch(this.#onError)
    })
  }

  #tryLater(): void {
    if (this.#subscriptions.size === 0) return
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.#start(), backoffMs(this.#failures, backoff))
    this.#failures += 1
  }

  async #disconnect(): Promise<void> {
    clearTimeout(this.#retry)
    const client = this.#connected
    this.#connected = undefined
    await client?.end()
  }

  async #leave(subscription: Subscription): Promise<void> {
    if (!this.#subscriptions.delete(subscription)) return
    if (this.#subscriptions.size === 0) return this.#disconnect()
    const { channel } = subscription
    const isShared = [...this.#subscriptions].some((other) => other.channel === channel)
    // If the connection breaks now, there is nothing to unlisten.
    if (!isShared) await this.#connected?.query(`UNLISTEN ${channel}`).catch(this.#onError)
  }
}
