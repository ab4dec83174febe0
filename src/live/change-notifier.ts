import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../data/database.ts'
import { FallbackPoller } from './fallback-poller.ts'
import type { NotificationSource } from './notification-source.ts'
import { SessionOwnerCache } from './session-owners.ts'
import { type Change, listWatchKeyIds, readChange, type WatchKey, watchKeyId } from './watch-keys.ts'
import { ownerOfRuns } from './watched.ts'

/** Called when rows may have changed: with the change, or with null if notifications may have been missed. */
export type OnChange = (change: Change | null) => void

/**
 * Minimum batch size of a poll's wake-ups; larger if they would take more than `maxTurns` turns of the event
 * loop.
 */
const minBatchSize = 20
const maxTurns = 100
const turnMs = 5

const runs = 'run_tasks'

/**
 * Notifies watchers that rows may have changed. Listens to the source while there are watchers and polls the
 * database at a low frequency, because notifications can be lost; both stop with the last watcher. Wake-ups
 * carry no data and may be spurious.
 */
export class ChangeNotifier {
  readonly #source: NotificationSource
  readonly #onError: (error: Error) => void
  readonly #poll: FallbackPoller
  readonly #owners: SessionOwnerCache
  readonly #wakes = new Map<string, Set<OnChange>>()
  #byOwner = 0
  #listening: (() => Promise<void>) | undefined
  #turn: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(database: Database, source: NotificationSource, onError: (error: Error) => void) {
    this.#source = source
    this.#onError = onError
    this.#owners = new SessionOwnerCache(database)
    this.#poll = new FallbackPoller(database, source, () => this.#wakeInBatches(), onError)
  }

  /** Number of watched keys, for tests and metrics. */
  get size(): number {
    let size = 0
    for (const wakes of this.#wakes.values()) size += wakes.size
    return size
  }

  /** Calls `wake` for every change of these keys; returns a function that unsubscribes. */
  watch(interests: readonly WatchKey[], wake: OnChange): () => void {
    for (const interest of interests) {
      const name = watchKeyId(interest)
      const wakes = this.#wakes.get(name) ?? new Set()
      this.#wakes.set(name, wakes.add(wake))
    }
    const byOwner = interests.filter(({ table, column }) => table === runs && column === ownerOfRuns).length
    this.#byOwner += byOwner
    this.#adjust()
    return () => {
      for (const interest of interests) {
        const name = watchKeyId(interest)
        const wakes = this.#wakes.get(name)
        if (wakes?.delete(wake) && wakes.size === 0) this.#wakes.delete(name)
      }
      this.#byOwner -= byOwner
      this.#adjust()
    }
  }

  /** Wakes all watchers. */
  wakeAll(table?: string): void {
    for (const wake of this.#every(table)) wake(null)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#wakes.clear()
    this.#adjust()
    await this.#turn
  }

  /** Wakes all watchers in batches, so that notifications arriving meanwhile are not delayed. */
  async #wakeInBatches(): Promise<void> {
    const every = [...this.#every()]
    const some = Math.max(minBatchSize, Math.ceil(every.length / maxTurns))
    for (let from = 0; from < every.length; from += some) {
      if (from > 0) await pause(turnMs, undefined, { ref: false })
      if (this.#isClosed) return
      for (const wake of every.slice(from, from + some)) wake(null)
    }
  }

  #every(table?: string): Set<OnChange> {
    const every = new Set<OnChange>()
    for (const [name, wakes] of this.#wakes) {
      if (table !== undefined && name !== table && !name.startsWith(`${table}.`)) continue
      for (const wake of wakes) every.add(wake)
    }
    return every
  }

  #receive(payload: string): void {
    const change = readChange(payload)
    if (change && !change.keys) this.wakeAll(change.table)
    if (!change?.keys) return
    this.#notify(change, listWatchKeyIds(change))
    void this.#notifyOwners(change)
  }

  #notify(change: Change, names: readonly string[]): void {
    const every = new Set<OnChange>()
    for (const name of names) for (const wake of this.#wakes.get(name) ?? []) every.add(wake)
    for (const wake of every) wake(change)
  }

  /** Runs have no owner column: watchers of all runs of a user are notified through the sessions' owners. */
  async #notifyOwners(change: Change): Promise<void> {
    const sessions = change.table === runs ? change.keys?.session_id : undefined
    if (!sessions || this.#byOwner === 0) return
    const owners = await this.#owners.of(sessions).catch((error: Error) => {
      this.#onError(error)
      return []
    })
    this.#notify(
      change,
      owners.map((key) => watchKeyId({ table: runs, column: ownerOfRuns, key })),
    )
  }

  /** Starts or stops listening and polling as needed, one transition at a time. */
  #adjust(): void {
    const needed = () => this.#wakes.size > 0 && !this.#isClosed
    if (needed()) this.#poll.start()
    else this.#poll.stop()
    if (needed() === (this.#listening !== undefined)) return
    this.#turn = this.#turn
      .then(async () => {
        if (needed() && !this.#listening) {
          this.#listening = await this.#source.listen({
            onSignal: (payload) => this.#receive(payload),
            onConnect: () => this.wakeAll(),
            onLoss: () => this.#poll.pollSoon(),
          })
        }
        const stop = this.#listening
        if (needed() || !stop) return
        this.#listening = undefined
        await stop()
      })
      .catch(this.#onError)
  }
}
