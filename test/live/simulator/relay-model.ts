import type { NotificationSource, SignalEvents } from '../../../src/live/notification-source.ts'
import type { PostgresModel } from './postgres-model.ts'
import type { World } from './world.ts'

const maxDelayMs = 5

/**
 * Signals as `CHANGE_CAPTURE=replication` brings them: one reader takes them from a slot, in which they wait while it is
 * away, and publishes them together through Redis, where those that come while it is away are lost.
 */
export class RelayModel {
  readonly #world: World
  readonly #listeners = new Set<SignalEvents>()
  #waiting: string[] = []
  #isRead = true
  #isRedisUp = true
  #isStopped = false

  constructor(world: World, postgres: PostgresModel) {
    this.#world = world
    // The connection of the reader is gone, and a restored copy has no slot, or one that is behind.
    postgres.onStart.add(() => {
      this.#waiting = []
      void this.#without('reader')
    })
  }

  readonly source: NotificationSource = {
    listen: async (events) => {
      this.#listeners.add(events)
      if (this.#isRedisUp) events.onConnect()
      return async () => {
        this.#listeners.delete(events)
      }
    },
    isComplete: async () => this.#isRead && this.#isRedisUp,
  }

  /** Takes the signal of a transaction that was committed; those that come within a few milliseconds go out together. */
  send(payload: string): void {
    this.#waiting.push(payload)
    if (this.#waiting.length === 1) this.#publishSoon()
  }

  stop(): void {
    this.#isStopped = true
  }

  /** Kills the reader or Redis now and then. */
  async fail(): Promise<void> {
    while (!this.#isStopped) {
      await this.#world.pause(this.#world.between(100, 2_000))
      await this.#without(this.#world.chance(0.5) ? 'reader' : 'redis')
    }
  }

  #publishSoon(): void {
    this.#world.later(this.#world.between(1, maxDelayMs), () => {
      if (!this.#isRead) return
      for (const payload of new Set(this.#waiting.splice(0)))
        if (this.#isRedisUp) for (const { onSignal } of this.#listeners) onSignal(payload)
    })
  }

  async #without(what: 'reader' | 'redis'): Promise<void> {
    if (what === 'reader') this.#isRead = false
    else this.#isRedisUp = false
    if (what === 'redis') for (const { onLoss } of this.#listeners) onLoss?.()
    await this.#world.pause(this.#world.between(50, 2_000))
    if (what === 'reader') this.#isRead = true
    else this.#isRedisUp = true
    this.#publishSoon()
    for (const { onConnect } of this.#listeners) onConnect()
  }
}
