/**
 * Units of work per turn of the event loop before more is deferred to the next. A unit is one ordinary character, a few ns,
 * and up to 25 ns in the slowest texts. It depends on the texts alone, not on what else the machine does. With half of it,
 * pages of a thousand messages are left for later turns, and take a quarter more processor time.
 */
export const maxUnitsPerTurn = 2_000_000

/** What one value of a JSON document counts as. */
export const valueUnits = 100
/** What a key counts as that is not cached. */
export const keyUnits = 500
/** What each text counts as that is masked, beside its characters. */
export const textUnits = 50
/** What examining one candidate for a credential counts as. */
export const candidateUnits = 200
/** What a document counts as that is parsed and validated, and each of its characters. */
export const documentUnits = 50_000
export const documentCharacterUnits = 150
/** What a request over HTTP or a message over a WebSocket counts as, beside its bytes. */
export const requestUnits = 10_000
/** What a character of JSON counts as that is parsed. */
export const parsedUnits = 1
/** What a byte of JSON counts as that is read from a client, parsed and checked. */
export const inputUnits = 2
/** What a byte of a row or of an answer counts as that is decoded and parsed, or serialized and encoded. */
export const dataUnits = 0.5
/** What a key of the JSON of a large row counts as beside its bytes: V8 takes up to 1 µs for each that it meets first. */
export const rowKeyUnits = 20

/**
 * Units that accumulate over several turns before any are cleared: less than 1 ms of work. Small requests, which count far
 * less, so need no callback at the end of their turn.
 */
const minClearedUnits = 100_000

/** Work that waits for a turn with room for its units. */
type Waiting = { readonly run: () => void; readonly units: number }

let spent = 0
let isCounting = false
/** True while work runs that has waited for its turn. */
let hasWaited = false
const waiting: Waiting[] = []
/** Work that ends a request. It goes before all other, because what was made for the request is held until then. */
const ending: Waiting[] = []

/** Returns the units of work that were done in this turn so far, and up to `minClearedUnits` of earlier turns. */
export const spentInTurn = () => spent

/** Counts work that was done in this turn. */
export function spend(units: number): void {
  spent += units
  if (isCounting || (spent < minClearedUnits && !isAnyWaiting())) return
  isCounting = true
  setImmediate(nextTurn)
}

/**
 * Begins a turn, between the callbacks of connections and the next ones. Where those before filled theirs, further work waits
 * once more: timers and health checks would wait for both.
 */
function nextTurn(): void {
  const wasFilled = spent >= maxUnitsPerTurn
  spent = 0
  isCounting = false
  if (!wasFilled) for (const queue of [ending, waiting]) runWithRoom(queue)
  if (isAnyWaiting()) spend(0)
}

function runWithRoom(queue: Waiting[]): void {
  for (let next = queue[0]; next && isRoomFor(next.units); next = queue[0]) {
    queue.shift()
    hasWaited = true
    next.run()
    hasWaited = false
  }
}

const isAnyWaiting = () => waiting.length > 0 || ending.length > 0

/** True if work of `units` does not exceed this turn, or nearly nothing else is done in it. */
const isRoomFor = (units: number) =>
  spent < maxUnitsPerTurn && (spent < minClearedUnits || spent + units <= maxUnitsPerTurn)

/** True if more work should wait for a later turn: this one is filled, or other work waits and this one has not waited yet. */
export const isTurnSpent = () => spent >= maxUnitsPerTurn || (!hasWaited && isAnyWaiting())

/** True if further work of `units` would fill this turn or exceed it. */
export const isBeyondTurn = (units: number) => spent + units >= maxUnitsPerTurn

/** Leaves all further work to later turns. */
export const endTurn = () => spend(maxUnitsPerTurn)

/** Reserves units for work that follows at once: undefined if this turn has room, otherwise a promise of a turn that has. */
export function reserve(units: number): Promise<void> | undefined {
  return inTurn(() => spend(units), undefined, units) as Promise<void> | undefined
}

/** Reserves units as `reserve` does, for work that ends a request, before work that waits. */
export function reserveToEnd(units: number): Promise<void> | undefined {
  if (ending.length > 0 || !isRoomFor(units)) return defer(ending, () => spend(units), undefined, units)
  spend(units)
  return undefined
}

/**
 * Runs work in order: at once, or in a later turn if this one has no room for its units. `check` runs before deferred
 * work and throws if the result is no longer needed.
 */
export function inTurn<Value>(work: () => Value, check?: () => void, units = 0): Value | Promise<Value> {
  return isAnyWaiting() || !isRoomFor(units) ? defer(waiting, work, check, units) : work()
}

function defer<Value>(
  queue: Waiting[],
  work: () => Value,
  check: (() => void) | undefined,
  units: number,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const run = () => {
      try {
        check?.()
        resolve(work())
      } catch (error) {
        reject(error)
      }
    }
    queue.push({ run, units })
    spend(0)
  })
}
