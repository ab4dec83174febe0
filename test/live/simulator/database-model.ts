import type { Database, Statement } from '../../../src/data/database.ts'
import { DatabaseUnavailableError } from '../../../src/data/unavailable.ts'
import { maxConcurrent, search, searchFresh, survey } from '../../../src/live/log-statements.ts'
import type { LogTopic } from '../../../src/live/log-topic.ts'
import type { PostgresModel, Version } from './postgres-model.ts'
import { kindOf } from './statement-kinds.ts'
import { quiet, toIsoString, type World } from './world.ts'

type Seen = { horizon: number; xids: readonly number[]; recent: readonly number[]; floor: string }
type LogRow = ReturnType<typeof toRow>

const models = ['RunTask', 'ApplicationEvent'] as const

/** SQLSTATEs of failures that pass: a timeout, a schema change, a privilege that was revoked, a lock, a shutdown. */
const transientStates = ['57014', '0A000', '42501', '55P03', '57P01']

/** Answers the statements of `src/live` about one kind of log from the model, as one process would reach it. */
export class DatabaseModel {
  readonly #world: World
  readonly #postgres: PostgresModel
  readonly #topic: LogTopic
  readonly #texts: { readonly fresh: string; readonly forward: string; readonly survey: string }
  #sorted: { readonly of: unknown; readonly rows: readonly LogRow[] } = { of: undefined, rows: [] }
  readonly #listeners = new Set<(payload: string) => void>()

  /** How often a statement fails for a reason that passes. */
  failureRate = 0
  /** How far the server's clock is ahead of the gateways', in milliseconds. */
  clockMs = 0

  constructor(world: World, postgres: PostgresModel, topic: LogTopic) {
    this.#world = world
    this.#postgres = postgres
    this.#topic = topic
    this.#texts = {
      fresh: searchFresh(topic).text,
      forward: search(topic, 'forward').text,
      survey: survey(topic).text,
    }
  }

  /** Only what `src/live` uses. */
  get database(): Database {
    const query = (statement: Statement | string, values: readonly unknown[] = []) =>
      this.#query(typeof statement === 'string' ? statement : statement.text, values)
    return { query, listen: this.#listen } as unknown as Database
  }

  /** Sends a signal to all connected listeners. */
  notify(payload: string): void {
    const { generation } = this.#postgres
    for (const onNotification of this.#listeners)
      this.#world.later(this.#world.between(0, 5), () => {
        if (generation === this.#postgres.generation) onNotification(payload)
      })
  }

  readonly #listen: Database['listen'] = async (_channel, onSignal, onConnect) => {
    let generation = -1
    const onNotification = (payload: string) => {
      if (generation === this.#postgres.generation) onSignal(payload)
    }
    const connect = () => {
      if (!this.#listeners.has(onNotification) || !this.#postgres.isUp) return
      if (generation === this.#postgres.generation) return
      generation = this.#postgres.generation
      onConnect?.()
    }
    const connectSoon = () => void this.#world.later(this.#world.between(0, 300), connect)
    this.#listeners.add(onNotification)
    this.#postgres.onStart.add(connectSoon)
    connect()
    return async () => {
      this.#listeners.delete(onNotification)
      this.#postgres.onStart.delete(connectSoon)
    }
  }

  /** Takes some time before and after the moment of which the answer is. Promises for both would take a tenth of a schedule's time. */
  #query(text: string, values: readonly unknown[]): Promise<never[]> {
    return new Promise((resolve, reject) => {
      this.#soon(() => {
        const failure = this.#findFailure()
        if (failure) return reject(failure)
        const { generation } = this.#postgres
        try {
          const rows = this.#rowsOf(text, values) as never[]
          this.#soon(() => (generation === this.#postgres.generation ? resolve(rows) : reject(unavailable)))
          return quiet
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  #soon(run: () => unknown): void {
    this.#world.later(this.#world.between(0, 4), run)
  }

  #findFailure(): Error | undefined {
    if (!this.#postgres.isUp) return unavailable
    if (this.failureRate === 0 || !this.#world.chance(this.failureRate)) return undefined
    return transientErrors[Math.floor(this.#world.random() * transientErrors.length)]
  }

  #rowsOf(text: string, values: readonly unknown[]): object[] {
    const { fresh, forward, survey } = this.#texts
    if (text === fresh) return this.#fresh(values as unknown[][])
    if (text === forward) return this.#forward(values)
    if (text === survey) return this.#survey(String(values[1]))
    switch (kindOf(text)) {
      case 'transactions':
        return [{ snapshot: this.#plainSnapshot() }]
      case 'drop slot':
        this.#postgres.dropSlot()
        return []
      case 'slot':
        return this.#slot()
      case 'names':
        return [{ slot: 'slot', channel: 'channel' }]
      case 'triggers':
        // No table of the model lacks triggers.
        return []
      case 'row':
        return this.#rows().filter(({ key }) => key === values[0])
      case 'poll':
        return [{ snapshot: this.#snapshot() }]
      default:
        return this.#witness(values)
    }
  }

  #witness([wantedKey, wantedTime, distances = []]: readonly unknown[]): object[] {
    const row = this.#rows().find(({ key, time }) => key === wantedKey && time === wantedTime)
    const isWhole = row && (distances as number[]).every((d) => this.#postgres.isCommitted(row.xid - d))
    const { database, lifetime, flushed, at, horizon } = this.#moment()
    return [{ database, lifetime, flushed, at, horizon, xid: isWhole ? row.xid : null }]
  }

  #snapshot(): string {
    return `${this.#postgres.lifetime} ${this.#plainSnapshot()}`
  }

  #plainSnapshot(): string {
    return `${this.#postgres.horizon}:${this.#postgres.next}:${this.#postgres.open}`
  }

  #slot(): object[] {
    const { slot, slotReader } = this.#postgres
    if (!slot) return []
    const { isLost: lost, confirmed } = slot
    return [{ active: slotReader !== undefined, lost, position: `0/${confirmed.toString(16)}` }]
  }

  #moment() {
    const { timeline, lifetime, flushed, horizon } = this.#postgres
    const at = toIsoString(this.#world.now + this.clockMs)
    return { database: `1/1/${timeline}`, lifetime: `${lifetime}/0`, flushed: String(flushed), at, horizon }
  }

  /** The visible rows of the log in its order, dated `from` or later. */
  #rows(from = '-infinity'): readonly LogRow[] {
    const visible = this.#postgres.visible()
    if (this.#sorted.of !== visible) this.#sorted = { of: visible, rows: this.#sort(visible) }
    const { rows } = this.#sorted
    return from === '-infinity' ? rows : rows.filter(({ time }) => time >= from)
  }

  #sort(visible: readonly Version[]): LogRow[] {
    const rows: LogRow[] = []
    for (const version of visible) {
      if (this.#topic.value !== null && version.topic !== this.#topic.value) continue
      const row = toRow(version)
      if (this.#topic.sources[row.rank]) rows.push(row)
    }
    return rows.sort(inOrder)
  }

  #survey(from: string): object[] {
    const rows = this.#rows(from)
    const { database, lifetime, flushed, at, horizon } = this.#moment()
    const { sources, statusSource } = this.#topic
    const xids = new Set<number>()
    const eventXids = new Set<number>()
    let witness: LogRow | undefined
    for (const row of rows) {
      if (row.xid >= horizon) xids.add(row.xid)
      if (sources[row.rank]?.model === statusSource?.model) continue
      eventXids.add(row.xid)
      if (!witness || row.xid > witness.xid) witness = row
    }
    const ids = [...eventXids].sort((a, b) => b - a)
    return [
      {
        // A spread would take ten times as long.
        database,
        lifetime,
        flushed,
        at,
        horizon,
        rows: rows.length,
        newest: rows.at(-1)?.time ?? null,
        status: rows.findLast(({ facts }) => facts.status)?.facts.status ?? null,
        xids: [...xids],
        witness_xid: witness?.xid ?? null,
        witness_rank: witness?.rank,
        witness_key: witness?.key,
        witness_time: witness?.time,
        concurrent: ids.slice(1, maxConcurrent + 1),
      },
    ]
  }

  #fresh([, earliest = [], horizon = [], xids = [], recent = [], floor = []]: unknown[][]): object[] {
    const found: object[] = []
    for (let i = 0; i < earliest.length; i += 1) {
      const seen = {
        horizon: Number(horizon[i]),
        xids: toList(xids[i]),
        recent: toList(recent[i]),
        floor: String(floor[i]),
      }
      const rows = this.#rows(String(earliest[i])).filter((row) => !has(seen, row))
      for (const row of this.#orNone(rows, i + 1)) found.push(row)
    }
    return found
  }

  #forward(values: readonly unknown[]): object[] {
    const seenAt = (i: number) => ({
      horizon: Number(values[i]),
      xids: values[i + 1] as number[],
      recent: values[i + 2] as number[],
      floor: String(values[i + 3]),
    })
    const [before, upTo] = [seenAt(2), seenAt(6)]
    const place = { time: String(values[10]), rank: Number(values[11]), key: String(values[12]) }
    const rows = this.#rows(String(values[1])).filter(
      (row) => !has(before, row) && has(upTo, row) && inOrder(row, place) > 0,
    )
    return this.#orNone(rows.slice(0, Number(values[13] ?? rows.length)))
  }

  /** These rows with the moment of the statement, or the moment alone; `log` is the number of the log asked for. */
  #orNone(rows: readonly LogRow[], log = 1): object[] {
    const { database, lifetime, flushed, at, horizon } = this.#moment()
    const snapshot = this.#plainSnapshot()
    if (rows.length === 0) return [{ database, lifetime, flushed, at, horizon, snapshot, log, rank: null }]
    // Spreading both would take a tenth of a schedule's time.
    return rows.map(({ rank, key, time, xid, facts }) => ({
      database,
      lifetime,
      flushed,
      at,
      horizon,
      snapshot,
      log,
      rank,
      key,
      time,
      xid,
      facts,
    }))
  }
}

const unavailable = new DatabaseUnavailableError('The model of the server is down.')
const transientErrors = transientStates.map((code) =>
  Object.assign(new Error('The statement failed for a reason that passes.'), { code }),
)

function toRow({ uid, model, key, time, status, xid }: Version) {
  const facts = { eventType: uid, status }
  return { rank: models.indexOf(model), key, time, xid, facts }
}

const toList = (text: unknown) => (text === '{}' ? [] : String(text).slice(1, -1).split(',').map(Number))

const has = ({ horizon, xids, recent, floor }: Seen, { xid, time }: LogRow) =>
  xid < horizon || xids.includes(xid) || (recent.includes(xid) && time >= floor)

type Place = { readonly time: string; readonly rank: number; readonly key: string }
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const inOrder = (a: Place, b: Place) => compare(a.time, b.time) || a.rank - b.rank || compare(a.key, b.key)
