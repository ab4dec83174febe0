import type { Publisher } from '../../../src/live/capture/redis.ts'
import type { NotificationSource, SignalEvents } from '../../../src/live/notification-source.ts'
import type { World } from './world.ts'

const maxDelayMs = 3

/** Publish and subscribe of one channel: what is published while Redis is down, or nobody is subscribed, is lost. */
export class RedisModel {
  readonly #world: World
  readonly #subscribers = new Set<SignalEvents>()
  readonly #publishers = new Set<(error: Error) => void>()
  #isUp = true

  constructor(world: World) {
    this.#world = world
  }

  subscribe(isPublished: () => Promise<boolean>): NotificationSource {
    return {
      listen: async (events) => {
        this.#subscribers.add(events)
        if (this.#isUp) events.onConnect()
        return async () => {
          this.#subscribers.delete(events)
        }
      },
      isComplete: async () => this.#isUp && (await isPublished()),
    }
  }

  async openPublisher(onLost: (error: Error) => void): Promise<Publisher> {
    await this.#delay()
    this.#publishers.add(onLost)
    return {
      publish: async (signals) => {
        await this.#delay()
        for (const { onSignal } of this.#subscribers) for (const signal of signals) onSignal(signal)
        await this.#delay()
      },
      close: () => void this.#publishers.delete(onLost),
    }
  }

  stop(): void {
    this.#isUp = false
    for (const onLost of [...this.#publishers]) onLost(new Error('The model of Redis stopped.'))
    for (const { onLoss } of this.#subscribers) onLoss()
  }

  start(): void {
    this.#isUp = true
    for (const { onConnect } of this.#subscribers) onConnect()
  }

  async #delay(): Promise<void> {
    await this.#world.pause(this.#world.between(0, maxDelayMs))
    if (!this.#isUp) throw new Error('The model of Redis is down.')
  }
}
