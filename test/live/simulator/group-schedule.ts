import { Audience } from './audience.ts'
import { DatabaseModel } from './database-model.ts'
import { findViolations } from './oracle.ts'
import { PostgresModel } from './postgres-model.ts'
import { topic } from './schedule.ts'
import { ViewerClient } from './viewer-client.ts'
import type { World } from './world.ts'
import { Writer } from './writer.ts'

const viewers = ['a', 'a', 'a', 'b', 'b', 'c'] as const
const gateways = 2
const faults = ['none', 'crash', 'restart', 'restore'] as const

/** Entries of the second writer whose number is odd are shown to `a` only. */
const maySee = (viewer: string, uid: string): boolean => viewer === 'a' || !/^1:.*[13579]$/.test(uid)

/** Everything of one schedule: clients of several viewers on two gateways, of which `c` loses access. */
class Scene {
  readonly postgres = new PostgresModel()
  readonly database: DatabaseModel
  readonly audiences: readonly Audience[]
  readonly clients: readonly ViewerClient[]
  readonly writers: readonly Writer[]
  isStopped = false
  /** How many entries `c` had received by when its streams must have ended. */
  #hadByThen = Number.POSITIVE_INFINITY
  readonly #world: World

  constructor(world: World) {
    this.#world = world
    const log = topic('run')
    this.database = new DatabaseModel(world, this.postgres, log)
    const { database } = this.database
    this.audiences = Array.from({ length: gateways }, () => new Audience(world, database, log, maySee))
    this.clients = viewers.map((viewer) => {
      const slowest = world.chance(0.3) ? 200 : 0
      const pause = () => world.pause(world.between(0, slowest))
      return new ViewerClient(viewer, slowest > 0 ? pause : undefined)
    })
    const notify = (keys: Record<string, string[]>, table: string) =>
      this.database.notify(JSON.stringify({ table, keys }))
    const options = { notify, isSynchronous: true, waitsForStandby: false, isSlow: false }
    this.writers = [0, 1].map((number) => new Writer(world, this.postgres, { ...options, number }))
    if (world.chance(0.3)) this.database.failureRate = 0.1
    if (world.chance(0.3)) for (const audience of this.audiences) audience.readMs = [0, 100]
  }

  async comeAndGo(client: ViewerClient): Promise<void> {
    const world = this.#world
    for (let visits = Math.floor(world.between(1, 6)); visits > 0 && !this.isStopped; visits -= 1) {
      if (client.isConnected) client.disconnect()
      else if (!this.#hasLostAccess(client)) client.connect(this.#anyGateway())
      await world.pause(world.between(0, 400))
    }
  }

  async injectFault(): Promise<void> {
    const world = this.#world
    const copy = this.postgres.copy()
    await world.run(world.between(0, 600))
    const fault = faults[Math.floor(world.random() * faults.length)]
    if (fault === 'none') return
    this.postgres.stop(fault !== 'restart')
    const files = fault === 'restore' ? copy : this.postgres.copy()
    await world.run(world.between(0, 300))
    this.postgres.start(files)
  }

  /** Ends the access of a viewer, and waits while a failing check may be repeated. */
  async deactivate(viewer: string): Promise<void> {
    for (const audience of this.audiences) audience.deactivate(viewer)
    await this.#world.run(1_000)
    this.#hadByThen = this.#numberOf(viewer)
  }

  /** Ends writing and failures, reconnects all clients, and ends the run. */
  async finish(): Promise<void> {
    this.isStopped = true
    for (const writer of this.writers) writer.stop()
    this.database.failureRate = 0
    await this.#world.run(1_000)
    for (const client of this.clients)
      if (!client.isConnected && !client.hasEnded && !this.#hasLostAccess(client))
        client.connect(this.#anyGateway())
    await this.writers[0]?.end()
    await this.#world.run(60_000)
  }

  /** What is wrong, with what was left behind. */
  async violations(): Promise<string[]> {
    const { committed } = this.postgres
    const found = this.clients.flatMap((client, i) => {
      const { viewer } = client
      const others = [...client.seenAs].filter((seenAs) => seenAs !== viewer)
      if (others.length > 0) return [`client ${i} of ${viewer} received what ${others} may see`]
      const hidden = client.stretches.flat().filter((uid) => !maySee(viewer, uid))
      if (hidden.length > 0) return [`client ${i} of ${viewer} received ${hidden}`]
      if (this.#hasLostAccess(client)) return []
      const visible = () => this.postgres.visible().filter(({ uid }) => maySee(viewer, uid))
      return findViolations({ clients: [client], postgres: { committed, visible }, ended: true })
    })
    if (this.#numberOf('c') > this.#hadByThen) found.push('c received entries without access')
    for (const client of this.clients) client.disconnect()
    await this.#world.run(1_000)
    for (const { live } of this.audiences) {
      const { feeds, interests } = live.counts()
      if (feeds + interests > 0) found.push(`left behind: ${feeds} feeds, ${interests} interests`)
      await live.close()
    }
    await this.#world.run(15_000)
    if (this.#world.pending > 0) found.push(`${this.#world.pending} timers left behind`)
    return found
  }

  #numberOf(viewer: string): number {
    return this.clients
      .filter((client) => client.viewer === viewer)
      .flatMap(({ stretches }) => stretches.flat()).length
  }

  #hasLostAccess({ viewer }: ViewerClient): boolean {
    return this.audiences.some(({ inactive }) => inactive.has(viewer))
  }

  #anyGateway(): Audience {
    return this.audiences[this.#world.chance(0.5) ? 0 : 1] as Audience
  }
}

/** Runs one schedule of subscriptions in groups with the clock of `world`; returns what was wrong. */
export async function runGroupSchedule(world: World): Promise<readonly string[]> {
  const scene = new Scene(world)
  for (const writer of scene.writers) void writer.run()
  for (const client of scene.clients) void scene.comeAndGo(client)
  await world.run(world.between(100, 500))
  await scene.injectFault()
  if (world.chance(0.5)) await scene.deactivate('c')
  await world.run(world.between(100, 500))
  await scene.finish()
  return scene.violations()
}
