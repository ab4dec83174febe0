import { Cursors } from '../../../src/data/batching/cursor.ts'
import { Live } from '../../../src/live/live.ts'
import type { LogTopic } from '../../../src/live/log-topic.ts'
import { CaptureModel } from './capture-model.ts'
import { Client } from './client.ts'
import { DatabaseModel } from './database-model.ts'
import { findViolations } from './oracle.ts'
import { type Files, PostgresModel } from './postgres-model.ts'
import type { World } from './world.ts'
import { Writer } from './writer.ts'

const events = { model: 'ApplicationEvent', by: 'runId', time: 'createdAt', columns: ['eventType'] } as const
const status = { model: 'RunTask', by: 'id', time: 'updatedAt', columns: ['status'] } as const

/** A run's log, or that of a run that never ends. */
export const topic = (value: string): LogTopic => ({
  key: `run:${value}`,
  value,
  sources: [status, events],
  statusSource: { model: 'RunTask', hasEnded: (status) => status === 'completed' },
})

const cursors = new Cursors('secret')
/** One log in so many is long: it takes the time of a hundred others. */
const longLogs = 1 / 300
/** The longest pauses of writers, after which they find out that they were stopped. */
const restMs = 15_000
const longRestMs = 200_000
const gateways = 2
/** The longest backoff of a reader is over, and a capture has the slot. */
const calmMs = 8_000
/** A signal takes less, and most polls more. */
const maxDelayMs = 1_000
/** A statement of the model takes less. */
const maxStatementMs = 10
/** What happens to the server; a failover goes to a sibling of the standby before. */
const faults = ['none', 'crash', 'restart', 'restore', 'failover'] as const

/** Everything of one schedule. */
class Scene {
  readonly postgres: PostgresModel
  readonly database: DatabaseModel
  readonly capture: CaptureModel
  readonly lives: Live[] = []
  readonly clients: readonly Client[]
  readonly writers: readonly Writer[]
  readonly isLong: boolean
  readonly isCaptured: boolean
  isStopped = false
  readonly happened: string[] = []
  readonly #world: World

  constructor(world: World, postgres: PostgresModel) {
    this.#world = world
    this.postgres = postgres
    const log = topic('run')
    this.database = new DatabaseModel(world, this.postgres, log)
    this.capture = new CaptureModel(world, this.postgres)
    this.clients = Array.from({ length: world.chance(0.5) ? 1 : 3 }, () => new Client(log))
    const isSynchronous = world.chance(0.6)
    this.isLong = world.chance(longLogs)
    this.isCaptured = world.chance(0.25)
    this.writers = [0, 1].map((number) => this.#writer(number, isSynchronous))
  }

  /** Starts the gateways, and what fails by itself. */
  async open(): Promise<void> {
    const { database } = this.database
    if (this.isCaptured) {
      this.happened.push('by capture')
      const starting = this.capture.start(database, gateways)
      await this.#world.run(maxStatementMs)
      for (const { signals } of await starting)
        this.lives.push(new Live(database, cursors, undefined, signals))
      void this.capture.fail()
    } else for (let i = 0; i < gateways; i += 1) this.lives.push(new Live(database, cursors))
    if (this.#world.chance(0.25)) {
      this.happened.push('statements fail')
      this.database.failureRate = 0.1
    }
  }

  #writer(number: number, isSynchronous: boolean): Writer {
    const { isCaptured } = this
    const notify = (keys: Record<string, string[]>, table: string) => {
      if (!isCaptured) this.database.notify(JSON.stringify({ table, keys }))
    }
    const isSlow = this.isLong && number === 0
    const pace = this.isLong ? 50 : 1
    const options = { number, notify, isSynchronous, waitsForStandby: isCaptured, isSlow, pace }
    return new Writer(this.#world, this.postgres, options)
  }

  /** Lets one of the faults happen to the server, or none; `copy` is of some moment before. */
  async breakServer(copy: Files): Promise<void> {
    const fault = faults[Math.floor(this.#world.random() * faults.length)]
    this.happened.push(fault ?? '')
    if (fault !== 'none') {
      this.postgres.stop(fault !== 'restart')
      const files = fault === 'crash' || fault === 'restart' ? this.postgres.copy() : copy
      await this.#world.run(this.#world.between(0, 300))
      this.postgres.start(files, fault === 'failover' ? 2 : files.timeline)
    }
    await this.#world.run(this.#world.between(0, 500))
  }

  stop(): void {
    this.isStopped = true
    for (const writer of this.writers) writer.stop()
    this.capture.stop()
    this.database.failureRate = 0
  }

  connectAll(): void {
    for (const client of this.clients)
      if (!client.isConnected && !client.hasEnded) client.connect(this.lives[0] as Live)
  }

  /** Clients that a row reaches late, though nothing fails any more: capture must signal it, before the poll finds it. */
  async findLate(): Promise<string[]> {
    if (!this.isCaptured || this.isLong) return []
    this.connectAll()
    await this.#world.run(calmMs)
    const uid = await this.writers[0]?.add()
    await this.#world.run(maxDelayMs)
    const late = this.clients.filter(({ stretches }) => !stretches.at(-1)?.includes(uid ?? ''))
    return late.map(() => `late: ${uid}`)
  }

  /** Closes everything; answers what is left behind. */
  async close(): Promise<string[]> {
    for (const client of this.clients) client.disconnect()
    const counts = this.lives.map((live) => live.counts())
    for (const live of this.lives) await live.close()
    const closing = this.capture.close()
    await this.#world.run(this.isLong ? longRestMs : restMs)
    await closing
    const left = counts.filter(({ feeds, interests }) => feeds + interests > 0)
    const found = left.map((counts) => `left behind: ${JSON.stringify(counts)}`)
    if (this.#world.pending > 0) found.push(`${this.#world.pending} timers left behind`)
    return found
  }
}

/** The result of one schedule. */
export type Outcome = {
  /** What was wrong, and after which faults. */
  readonly violations: readonly string[]
  readonly happened: readonly string[]
  /** What each client received. */
  readonly received: readonly (readonly string[][])[]
}

/** Runs one schedule with the clock of `world`. */
export async function runSchedule(world: World, postgres = new PostgresModel()): Promise<Outcome> {
  const scene = new Scene(world, postgres)
  await scene.open()
  const { writers, clients } = scene
  if (scene.isLong) writers[0]?.fill(501)
  for (const writer of writers) void writer.run()
  for (const client of clients) void comeAndGo(world, client, scene)
  await world.run(world.between(100, 500))
  let copy = postgres.copy()
  for (let left = Math.floor(world.between(0, 4)); left > 0; left -= 1) {
    if (world.chance(0.4)) copy = postgres.copy()
    await scene.breakServer(copy)
  }
  if (scene.isLong) await world.run(200_000)
  scene.stop()
  await world.run(300)
  const late = await scene.findLate()
  const ended = world.chance(0.5)
  if (ended) await writers[1]?.end()
  scene.connectAll()
  await world.run(25_000)
  const found = [...late, ...findViolations({ clients, postgres, ended }), ...(await scene.close())]
  const about = [...(scene.isLong ? ['long log'] : []), ...scene.happened, ...(ended ? ['end'] : [])]
  return {
    happened: about,
    violations: found.map((text) => `${about}: ${text}`),
    received: clients.map(({ stretches }) => stretches),
  }
}

async function comeAndGo(world: World, client: Client, scene: Scene): Promise<void> {
  const { lives } = scene
  for (let visits = Math.floor(world.between(1, 4)); visits > 0; visits -= 1) {
    await world.pause(world.between(0, 400))
    if (scene.isStopped) return
    if (client.isConnected) client.disconnect()
    else client.connect(lives[world.chance(0.5) ? 0 : 1] as Live)
  }
}
