import type { Pgoutput } from 'pg-logical-replication'
import type { SlotEvents } from '../../../src/data/slot.ts'
import type { PostgresModel, Version } from './postgres-model.ts'
import type { World } from './world.ts'

const maxDelayMs = 3
const tables = { ApplicationEvent: 'application_events', RunTask: 'run_tasks' } as const

/** Reads the model's slot: the messages of pgoutput for committed transactions whose WAL is on disk, in commit order. */
export class SlotReaderModel {
  readonly #world: World
  readonly #postgres: PostgresModel
  readonly #events: SlotEvents
  #sent = 0
  #isClosed = false

  /** Starts reading soon; ends with an error if there is no slot, or another reader has it. */
  constructor(world: World, postgres: PostgresModel, events: SlotEvents) {
    this.#world = world
    this.#postgres = postgres
    this.#events = events
    world.later(world.between(0, maxDelayMs), () => this.#start())
  }

  confirm(position: string): void {
    if (this.#postgres.slotReader === this) this.#postgres.confirm(fromLsn(position))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#postgres.onFlush.delete(this.#sendSoon)
    this.#postgres.onStop.delete(this.end)
    if (this.#postgres.slotReader === this) this.#postgres.slotReader = undefined
  }

  /** Breaks the connection. */
  readonly end = (): void => {
    this.#events.onEnd(new Error('The connection to the model of the slot broke.'))
  }

  #start(): void {
    if (this.#isClosed) return
    const { slot, slotReader, isUp } = this.#postgres
    if (!isUp || !slot || slot.isLost || slotReader) {
      const code = slotReader ? '55006' : '55000'
      this.#events.onEnd(Object.assign(new Error('The model of the slot cannot be read.'), { code }))
      return
    }
    this.#postgres.slotReader = this
    this.#postgres.onFlush.add(this.#sendSoon)
    this.#postgres.onStop.add(this.end)
    this.#sent = slot.confirmed
    this.#events.onStart()
    this.#send()
  }

  readonly #sendSoon = (): void => {
    this.#world.later(this.#world.between(0, maxDelayMs), () => this.#send())
  }

  #send(): void {
    if (this.#postgres.slotReader !== this || this.#isClosed) return
    for (const { xid, versions, end } of this.#postgres.decode(this.#sent)) {
      const commitEndLsn = toLsn(end)
      this.#events.onMessage({
        tag: 'begin',
        commitLsn: commitEndLsn,
        commitTime: 0n,
        xid,
      } as Pgoutput.Message)
      for (const version of versions) this.#events.onMessage(toMessage(version))
      this.#events.onMessage({ tag: 'commit', commitEndLsn } as Pgoutput.Message)
      this.#sent = end
    }
    this.confirm(this.#events.onPosition(toLsn(this.#postgres.flushed)))
  }
}

function toMessage({ model, key, topic }: Version): Pgoutput.Message {
  const relation = { name: tables[model] }
  const row = model === 'RunTask' ? { id: key, session_id: null } : { run_id: topic, session_id: null }
  const tag = model === 'RunTask' ? 'update' : 'insert'
  return { tag, relation, new: row, key: null, old: null } as unknown as Pgoutput.Message
}

const toLsn = (position: number) => `0/${position.toString(16)}`
const fromLsn = (lsn: string) => Number.parseInt(lsn.split('/')[1] ?? '', 16)
