/** What runs at a virtual time, until it ran or was cancelled. */
export type Timer = { readonly at: number; readonly order: number; run: (() => unknown) | undefined }

/** Returned by what has settled no promise: a turn of the event loop after it would change nothing. */
export const quiet = Symbol('quiet')

/** Far more than any schedule needs. */
const maxTurns = 200_000

/** Virtual time and everything random of one schedule. The same seed repeats the same schedule. */
export class World {
  now = Date.parse('2026-01-01T00:00:00Z')
  #state: number
  /** The next one is the last. */
  readonly #timers: Timer[] = []
  #pending = 0
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
  later(ms: number, run: () => unknown): Timer {
    const timer: Timer = { at: this.now + ms, order: this.random(), run }
    const timers = this.#timers
    // Most are due sooner than nearly all others.
    let i = timers.length
    for (let other = timers[i - 1]; other && !isAfter(other, timer); other = timers[i - 1]) {
      timers[i] = other
      i -= 1
    }
    timers[i] = timer
    this.#pending += 1
    return timer
  }

  cancel(timer: Timer): void {
    if (!timer.run) return
    timer.run = undefined
    this.#pending -= 1
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#pending
  }

  /** Resolves after a while; rejects when the signal aborts before. */
  pause = (ms = 0, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (!signal) return void this.later(ms, resolve)
      const stop = () => {
        this.cancel(timer)
        reject(signal.reason)
      }
      const timer = this.later(ms, () => {
        signal.removeEventListener('abort', stop)
        resolve()
      })
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop)
    })

  /** Lets so much time pass. */
  run(ms: number): Promise<void> {
    const until = this.now + ms
    return new Promise((resolve, reject) => {
      const next = () => {
        try {
          if (this.#runNext(until)) return settle()
          this.now = until
          resolve()
        } catch (error) {
          reject(error)
        }
      }
      // Node.js runs the next tick when the queue of microtasks is empty: every promise that can settle by itself has then.
      // A turn of the event loop would cost more than the rest of the schedule.
      const onMicrotask = () => process.nextTick(next)
      const settle = () => void resolved.then(onMicrotask)
      settle()
    })
  }

  /** Runs what is due by then, up to the first that settles promises. */
  #runNext(until: number): boolean {
    const timers = this.#timers
    for (let timer = timers.at(-1); timer && timer.at <= until; timer = timers.at(-1)) {
      timers.pop()
      const { run } = timer
      if (!run) continue
      this.cancel(timer)
      this.now = Math.max(this.now, timer.at)
      this.#turns += 1
      if (this.#turns > maxTurns) throw new Error('The schedule does not come to rest.')
      if (run() !== quiet) return true
    }
    return false
  }
}

const resolved = Promise.resolve()
const seconds = new Map<number, string>()
const milliseconds = Array.from({ length: 1000 }, (_, ms) => `${String(ms).padStart(3, '0')}Z`)

/** `toISOString`, of which a schedule needs dozens within a few minutes. */
export function toIsoString(time: number): string {
  const second = Math.floor(time / 1000)
  let known = seconds.get(second)
  if (known === undefined) {
    known = new Date(second * 1000).toISOString().slice(0, -4)
    seconds.set(second, known)
  }
  return `${known}${milliseconds[Math.floor(time) - second * 1000]}`
}

const isAfter = (a: Timer, b: Timer) => a.at > b.at || (a.at === b.at && a.order > b.order)
