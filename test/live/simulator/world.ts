type Task = { readonly at: number; readonly order: number; readonly id: number }

/** Far more than any schedule needs. */
const maxTurns = 200_000

/** Virtual time and everything random of one schedule. The same seed repeats the same schedule. */
export class World {
  now = Date.parse('2026-01-01T00:00:00Z')
  #state: number
  readonly #tasks: Task[] = []
  readonly #timers = new Map<number, () => void>()
  #ids = 0
  #turns = 0

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** From 0 to below 1 (mulberry32). */
  random = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  chance(probability: number): boolean {
    return this.random() < probability
  }

  between(min: number, max: number): number {
    return min + this.random() * (max - min)
  }

  /** Runs something after a while, in milliseconds. */
  later(ms: number, run: () => void): number {
    this.#ids += 1
    const id = this.#ids
    this.#timers.set(id, run)
    const task: Task = { at: this.now + ms, order: this.random(), id }
    let i = this.#tasks.length
    while (i > 0 && isAfter(this.#tasks[i - 1], task)) i -= 1
    this.#tasks.splice(i, 0, task)
    return id
  }

  cancel(id: number): void {
    this.#timers.delete(id)
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.size
  }

  /** Resolves after a while; rejects when the signal aborts before. */
  pause = (ms = 0, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = () => {
        this.cancel(id)
        reject(signal?.reason)
      }
      const id = this.later(ms, () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      })
      if (signal?.aborted) stop()
      else signal?.addEventListener('abort', stop)
    })

  /** Lets so much time pass. */
  async run(ms: number): Promise<void> {
    const until = this.now + ms
    await settled()
    for (let task = this.#tasks[0]; task && task.at <= until; task = this.#tasks[0]) {
      this.#tasks.shift()
      const run = this.#timers.get(task.id)
      if (!run) continue
      this.#timers.delete(task.id)
      this.now = Math.max(this.now, task.at)
      this.#turns += 1
      if (this.#turns > maxTurns) throw new Error('The schedule does not come to rest.')
      run()
      await settled()
    }
    this.now = until
  }
}

/**
 * Resolves when every promise that can settle by itself has: Node.js runs the next tick when the queue of microtasks is
 * empty. A turn of the event loop would cost more than the rest of the schedule.
 */
const settled = () => new Promise<void>((resolve) => process.nextTick(resolve))

const isAfter = (a: Task | undefined, b: Task) =>
  a !== undefined && (a.at > b.at || (a.at === b.at && a.order > b.order))
