import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../data/database.ts'
import { type Change, type Interest, nameOf, namesIn, readChange } from './changes.ts'
import { Owners } from './owners.ts'
import { SlowPoll } from './slow-poll.ts'
import type { SignalSource } from './source.ts'

/** Called when rows may have changed: with what is known of it, or with null when signals may have been missed. */
export type Wake = (change: Change | null) => void

/** A poll wakes so many at once, or more where it would take more turns than this, with a pause between. */
const fewestAtOnce = 20
const mostTurns = 100
const turnMs = 5

const runs = 'run_tasks'
const ownerColumn = 'user_id'

/** All runs in a user's sessions. */
export const runsOfUser = (key: string): Interest => ({ table: runs, column: ownerColumn, key })

/**
 * Tells whoever watches rows that they may have changed. Listens to the source while anybody watches, and polls the
 * database slowly beside it, as a signal can get lost; with the last watcher both stop. A wake means "look again": it
 * says nothing of what is to be seen, and may come for nothing.
 */
export class Signals {
  readonly #source: SignalSource
  readonly #onTrouble: (error: Error) => void
  readonly #poll: SlowPoll
  readonly #owners: Owners
  readonly #wakes = new Map<string, Set<Wake>>()
  #byOwner = 0
  #listening: (() => Promise<void>) | undefined
  #turn: Promise<void> = Promise.resolve()
  #closed = false

  constructor(database: Database, source: SignalSource, onTrouble: (error: Error) => void) {
    this.#source = source
    this.#onTrouble = onTrouble
    this.#owners = new Owners(database)
    this.#poll = new SlowPoll(database, source, () => this.#wakeByAndBy(), onTrouble)
  }

  /** How many interests are watched, for tests and metrics. */
  get size(): number {
    let size = 0
    for (const wakes of this.#wakes.values()) size += wakes.size
    return size
  }

  /** Calls `wake` for every change that one of these interests is about, until the answer is called. */
  watch(interests: readonly Interest[], wake: Wake): () => void {
    for (const interest of interests) {
      const name = nameOf(interest)
      const wakes = this.#wakes.get(name) ?? new Set()
      this.#wakes.set(name, wakes.add(wake))
    }
    const byOwner = interests.filter(({ table, column }) => table === runs && column === ownerColumn).length
    this.#byOwner += byOwner
    this.#adjust()
    return () => {
      for (const interest of interests) {
        const name = nameOf(interest)
        const wakes = this.#wakes.get(name)
        if (wakes?.delete(wake) && wakes.size === 0) this.#wakes.delete(name)
      }
      this.#byOwner -= byOwner
      this.#adjust()
    }
  }

  /** Makes everyone look again. */
  wakeAll(table?: string): void {
    for (const wake of this.#every(table)) wake(null)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#wakes.clear()
    this.#adjust()
    await this.#turn
  }

  /** Makes everyone look again, some at a time: what comes by signals meanwhile does not wait for all of them. */
  async #wakeByAndBy(): Promise<void> {
    const every = [...this.#every()]
    const some = Math.max(fewestAtOnce, Math.ceil(every.length / mostTurns))
    for (let from = 0; from < every.length && !this.#closed; from += some) {
      if (from > 0) await pause(turnMs, undefined, { ref: false })
      for (const wake of every.slice(from, from + some)) wake(null)
    }
  }

  #every(table?: string): Set<Wake> {
    const every = new Set<Wake>()
    for (const [name, wakes] of this.#wakes) {
      if (table !== undefined && name !== table && !name.startsWith(`${table}.`)) continue
      for (const wake of wakes) every.add(wake)
    }
    return every
  }

  #hear(payload: string): void {
    const change = readChange(payload)
    if (change && !change.keys) this.wakeAll(change.table)
    if (!change?.keys) return
    this.#tell(change, namesIn(change))
    void this.#tellOwners(change)
  }

  #tell(change: Change, names: readonly string[]): void {
    const every = new Set<Wake>()
    for (const name of names) for (const wake of this.#wakes.get(name) ?? []) every.add(wake)
    for (const wake of every) wake(change)
  }

  /** Runs do not say whose they are; who watches all of a user's runs is told through their sessions. */
  async #tellOwners(change: Change): Promise<void> {
    const sessions = change.table === runs ? change.keys?.session_id : undefined
    if (!sessions || this.#byOwner === 0) return
    const owners = await this.#owners.of(sessions).catch((error: Error) => {
      this.#onTrouble(error)
      return []
    })
    this.#tell(
      change,
      owners.map((key) => nameOf({ table: runs, column: ownerColumn, key })),
    )
  }

  /** Starts or stops listening and polling as needed, one step after another. */
  #adjust(): void {
    const needed = () => this.#wakes.size > 0 && !this.#closed
    if (needed()) this.#poll.start()
    else this.#poll.stop()
    if (needed() === (this.#listening !== undefined)) return
    this.#turn = this.#turn
      .then(async () => {
        if (needed() && !this.#listening) {
          this.#listening = await this.#source.listen({
            onSignal: (payload) => this.#hear(payload),
            onConnect: () => this.wakeAll(),
            onLoss: () => this.#poll.hurry(),
          })
        }
        const stop = this.#listening
        if (needed() || !stop) return
        this.#listening = undefined
        await stop()
      })
      .catch(this.#onTrouble)
  }
}
