import { setImmediate as drain } from 'node:timers'

type Task = { readonly at: number; readonly order: number; readonly run: () => void }

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

  between(least: number, most: number): number {
    return least + this.random() * (most - least)
  }

  /** Runs something after a while, in milliseconds. */
  later(ms: number, run: () => void): number {
    this.#ids += 1
    const id = this.#ids
    this.#timers.set(id, run)
    const task: Task = { at: this.now + ms, order: this.random(), run: () => this.#fire(id) }
    let i = this.#tasks.length
    while (i > 0 && isAfter(this.#tasks[i - 1], task)) i -= 1
    this.#tasks.splice(i, 0, task)
    return id
  }

  cancel(id: number): void {
    this.#timers.delete(id)
  }

  pause = (ms = 0): Promise<void> => new Promise((resolve) => void this.later(ms, resolve))

  /** Lets so much time pass. */
  async run(ms: number): Promise<void> {
    const until = this.now + ms
    for (let task = this.#tasks[0]; task && task.at <= until; task = this.#tasks[0]) {
      this.#tasks.shift()
      this.now = Math.max(this.now, task.at)
      this.#turns += 1
      if (this.#turns > maxTurns) throw new Error('The schedule does not come to rest.')
      task.run()
      // Every promise that this settled has its turn before time goes on.
      await new Promise<void>((resolve) => void drain(resolve))
    }
    this.now = until
  }

  #fire(id: number): void {
    const run = this.#timers.get(id)
    this.#timers.delete(id)
    run?.()
  }
}

const isAfter = (one: Task | undefined, other: Task) =>
  one !== undefined && (one.at > other.at || (one.at === other.at && one.order > other.order))
