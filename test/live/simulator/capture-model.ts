import type { Database } from '../../../src/data/database.ts'
import { Capture } from '../../../src/live/capture/capture.ts'
import type { PostgresModel } from './postgres-model.ts'
import { RedisModel } from './redis-model.ts'
import { SlotReaderModel } from './slot-model.ts'
import type { World } from './world.ts'

/** `CHANGE_CAPTURE=replication` of several gateways: the captures themselves, on models of the slot and Redis. */
export class CaptureModel {
  readonly #world: World
  readonly #postgres: PostgresModel
  readonly #redis: RedisModel
  #captures: readonly Capture[] = []
  #isStopped = false

  constructor(world: World, postgres: PostgresModel) {
    this.#world = world
    this.#postgres = postgres
    this.#redis = new RedisModel(world)
  }

  /** Starts a capture for each of these gateways. */
  async start(database: Database, gateways: number): Promise<readonly Capture[]> {
    const [world, postgres, redis] = [this.#world, this.#postgres, this.#redis]
    const options = {
      database,
      connections: {
        createSlot: async () => {
          await world.pause(world.between(0, 20))
          postgres.createSlot()
        },
        readSlot: (_: string, events: ConstructorParameters<typeof SlotReaderModel>[2]) =>
          new SlotReaderModel(world, postgres, events),
        openPublisher: (_: string, onLost: (error: Error) => void) => redis.openPublisher(onLost),
        subscribe: (_: string, isPublished: () => Promise<boolean>) => redis.subscribe(isPublished),
      },
      onReading: () => {},
      onError: () => {},
    }
    this.#captures = await Promise.all(Array.from({ length: gateways }, () => Capture.start(options)))
    return this.#captures
  }

  /** Breaks the reader's connection, loses its WAL, or stops Redis now and then. */
  async fail(): Promise<void> {
    while (!this.#isStopped) {
      await this.#world.pause(this.#world.between(100, 1_500))
      if (this.#world.chance(0.5)) await this.#stopRedis()
      else {
        this.#postgres.slotReader?.end()
        await this.#world.pause(this.#world.between(0, 5))
        if (this.#world.chance(0.3)) this.#postgres.loseSlot()
      }
    }
  }

  /** Lets nothing fail any more. */
  stop(): void {
    this.#isStopped = true
  }

  async close(): Promise<void> {
    await Promise.all(this.#captures.map((capture) => capture.close()))
  }

  async #stopRedis(): Promise<void> {
    this.#redis.stop()
    await this.#world.pause(this.#world.between(50, 1_000))
    this.#redis.start()
  }
}
