import type { PostgresModel, Version } from './postgres-model.ts'
import { quiet, toIsoString, type World } from './world.ts'

type Options = {
  readonly number: number
  readonly notify: (keys: Record<string, string[]>, table: string) => void
  readonly isSynchronous: boolean
  /** Its commits are in the WAL for a while before they are visible. */
  readonly waitsForStandby: boolean
  /** How often its pauses are as long as usual. */
  readonly pace?: number
  /** Keeps its transactions open for minutes. */
  readonly isSlow: boolean
}

/** One program that writes: transactions one after another, with savepoints, some rolled back, dated by its clock. */
export class Writer {
  readonly #world: World
  readonly #postgres: PostgresModel
  readonly #options: Options
  readonly #skewMs: number
  #isStopped = false
  #transactions = 0
  #written = 0

  constructor(world: World, postgres: PostgresModel, options: Options) {
    this.#world = world
    this.#postgres = postgres
    this.#options = options
    this.#skewMs = [0, 0, -3_600_000, 3_600_000, -5_000][Math.floor(world.random() * 5)] ?? 0
  }

  /** Writes so many rows at once. */
  fill(count: number): void {
    if (count === 0) return
    const xid = this.#postgres.begin()
    for (let i = 0; i < count; i += 1) this.#insert(xid, this.#world.now)
    this.#postgres.commit([xid], true)
  }

  stop(): void {
    this.#isStopped = true
  }

  async run(): Promise<void> {
    while (!this.#isStopped) {
      await this.#world.pause(this.#world.between(5, 200) * (this.#options.pace ?? 1))
      if (this.#postgres.isUp && !this.#isStopped) await this.#transaction()
    }
  }

  /** Ends the run, and writes its last event a little later. */
  async end(): Promise<void> {
    this.#transactions += 1
    const status = this.#postgres.begin()
    this.#write('RunTask', 'run', 'completed', status, this.#world.now)
    this.#postgres.commit([status], true)
    this.#options.notify({ id: ['run'] }, 'run_tasks')
    await this.#world.run(this.#world.between(0, 1_500))
    const last = this.#postgres.begin()
    this.#insert(last, this.#world.now)
    this.#postgres.commit([last], true)
    this.#options.notify({ run_id: ['run'] }, 'application_events')
  }

  /** Writes one row more, whose commit is visible some time after it is in the WAL; returns its `uid`. */
  async add(): Promise<string> {
    this.#transactions += 1
    const xid = this.#postgres.begin()
    this.#insert(xid, this.#world.now)
    this.#postgres.logCommit([xid], true)
    await this.#world.run(this.#world.between(0, 30))
    this.#postgres.endCommit([xid])
    return `${this.#options.number}:${this.#transactions}:${this.#written}`
  }

  async #transaction(): Promise<void> {
    const { generation } = this.#postgres
    const { isSlow, isSynchronous, waitsForStandby, notify } = this.#options
    const began = this.#world.now
    this.#transactions += 1
    const xid = this.#postgres.begin()
    const kept = [xid]
    for (let rows = Math.floor(this.#world.between(0, 3)); rows > 0; rows -= 1) {
      const inSavepoint = this.#world.chance(0.2)
      const number = inSavepoint ? this.#postgres.begin(xid) : xid
      this.#insert(number, began)
      if (inSavepoint && this.#world.chance(0.4)) this.#postgres.rollBack([number])
      else if (inSavepoint) kept.push(number)
      await this.#world.pause(this.#world.between(0, 20))
      if (generation !== this.#postgres.generation) return
    }
    if (isSlow && this.#world.chance(0.5)) await this.#world.pause(150_000)
    if (generation !== this.#postgres.generation) return
    if (this.#world.chance(0.3)) return this.#postgres.rollBack(kept)
    this.#postgres.logCommit(kept, isSynchronous)
    if (waitsForStandby) await this.#world.pause(this.#world.between(0, 30))
    if (generation !== this.#postgres.generation) return
    this.#postgres.endCommit(kept)
    notify({ run_id: ['run'] }, 'application_events')
    if (!isSynchronous)
      this.#world.later(200, () => {
        if (generation === this.#postgres.generation) this.#postgres.flush()
        return quiet
      })
  }

  #insert(xid: number, time: number): void {
    const key = `key-${Math.floor(this.#world.random() * 2 ** 32)}`
    this.#write('ApplicationEvent', key, null, xid, time)
  }

  #write(model: Version['model'], key: string, status: string | null, xid: number, at: number): void {
    this.#written += 1
    const time = toIsoString(at + this.#skewMs)
    const uid = `${this.#options.number}:${this.#transactions}:${this.#written}`
    this.#postgres.write({ uid, model, key, topic: 'run', time, status, xid })
  }
}
