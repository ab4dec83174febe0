import { EventEmitter } from 'node:events'
import type { createClient } from '@redis/client'

type Options = NonNullable<Parameters<typeof createClient>[0]>
type Listener = (message: Buffer) => void

/** A client of Redis without a server: what is delivered reaches its subscriber at once. */
export class FakeRedisClient extends EventEmitter {
  /** All that were created, the newest last. */
  static readonly created: FakeRedisClient[] = []
  readonly options: Options
  /** What connecting and subscribing fail with. */
  static failure: { readonly of: 'connect' | 'subscribe'; readonly error: Error } | undefined
  isDestroyed = false
  isReady = false
  #channel: string | undefined
  #listener: Listener | undefined

  constructor(options: Options) {
    super()
    this.options = options
    FakeRedisClient.created.push(this)
  }

  async connect(): Promise<void> {
    await Promise.resolve()
    this.#failAt('connect')
    this.isReady = true
    this.emit('ready')
  }

  async subscribe(channel: string, listener: Listener, isBuffer: boolean): Promise<void> {
    this.#failAt('subscribe')
    if (this.isDestroyed) throw new Error('The client is closed.')
    if (!isBuffer) throw new Error('Pickle is not text.')
    this.#channel = channel
    this.#listener = listener
  }

  /** Has no effect on a connection that is being made, as with the real one. */
  destroy(): void {
    if (this.isReady) this.isDestroyed = true
  }

  /** The channel that it is subscribed to. */
  get channel(): string | undefined {
    return this.isDestroyed ? undefined : this.#channel
  }

  deliver(message: string | Buffer): void {
    if (!this.isDestroyed) this.#listener?.(Buffer.from(message as string))
  }

  #failAt(step: 'connect' | 'subscribe'): void {
    const { failure } = FakeRedisClient
    if (failure?.of === step) throw failure.error
  }
}
