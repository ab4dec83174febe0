import cluster from 'node:cluster'
import {
  type CountChange,
  type CountName,
  type OpenName,
  onCounts,
  openNames,
  sendToPrimary,
} from './worker-messages.ts'

/** Adds to an owner's count. */
export type AddCount = (owner: string, by: number) => void

/** Changes are collected for this time in milliseconds, so that the number of messages does not grow with that of requests. */
export const collectMs = 100

/** Sums changes by name and owner. */
class Changes {
  readonly #sums = new Map<CountName, Map<string, number>>()

  add(name: CountName, owner: string, by: number): void {
    const sums = this.#sums.get(name) ?? new Map<string, number>()
    this.#sums.set(name, sums)
    const sum = (sums.get(owner) ?? 0) + by
    if (sum === 0) sums.delete(owner)
    else sums.set(owner, sum)
  }

  list(sign = 1): CountChange[] {
    return [...this.#sums].flatMap(([name, sums]) =>
      [...sums].map(([owner, by]) => [name, owner, by * sign] as const),
    )
  }

  clear(): void {
    this.#sums.clear()
  }
}

/** A worker's side: sends what it counts to the others, and receives what they count. */
export class WorkerCounts {
  readonly #send: (changes: readonly CountChange[]) => void
  readonly #changes = new Changes()
  readonly #receivers = new Map<CountName, AddCount>()
  #isCollecting = false

  /** `send` sends changes to the other workers. */
  constructor(send: (changes: readonly CountChange[]) => void) {
    this.#send = send
  }

  /** Calls `receive` with what other workers count; returns what tells them what this one counts. */
  share(name: CountName, receive: AddCount): AddCount {
    this.#receivers.set(name, receive)
    return (owner, by) => {
      this.#changes.add(name, owner, by)
      if (this.#isCollecting) return
      this.#isCollecting = true
      setTimeout(() => this.#sendChanges(), collectMs).unref()
    }
  }

  receive(changes: readonly CountChange[]): void {
    for (const [name, owner, by] of changes) this.#receivers.get(name)?.(owner, by)
  }

  #sendChanges(): void {
    this.#isCollecting = false
    const changes = this.#changes.list()
    this.#changes.clear()
    if (changes.length > 0) this.#send(changes)
  }
}

/**
 * The primary's side: passes on to each worker what the others count. A worker that joins receives what is open in the others,
 * and what is open in one that leaves is subtracted.
 */
export class CountRelay<Worker> {
  readonly #send: (to: Worker, changes: readonly CountChange[]) => void
  /** What is open in each worker. */
  readonly #open = new Map<Worker, Changes>()

  constructor(send: (to: Worker, changes: readonly CountChange[]) => void) {
    this.#send = send
  }

  join(worker: Worker): void {
    for (const open of this.#open.values()) this.#send(worker, open.list())
    this.#open.set(worker, new Changes())
  }

  relay(from: Worker, changes: readonly CountChange[]): void {
    for (const [name, owner, by] of changes) if (isOpenName(name)) this.#open.get(from)?.add(name, owner, by)
    for (const worker of this.#open.keys()) if (worker !== from) this.#send(worker, changes)
  }

  leave(worker: Worker): void {
    const open = this.#open.get(worker)
    if (!this.#open.delete(worker) || !open) return
    for (const other of this.#open.keys()) this.#send(other, open.list(-1))
  }
}

const isOpenName = (name: CountName): name is OpenName => (openNames as readonly string[]).includes(name)

let ofThisWorker: WorkerCounts | undefined

/** Shares a count with the other workers, if this process is one: see `WorkerCounts.share`. */
export function shareCount(name: CountName, receive: AddCount): AddCount | undefined {
  if (!cluster.isWorker) return undefined
  if (!ofThisWorker) {
    const counts = new WorkerCounts((changes) => sendToPrimary({ type: 'counts', changes }))
    onCounts((changes) => counts.receive(changes))
    sendToPrimary({ type: 'counts' })
    ofThisWorker = counts
  }
  return ofThisWorker.share(name, receive)
}
