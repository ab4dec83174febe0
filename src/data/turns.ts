/**
 * Units of work per turn of the event loop before more is deferred to the next. A unit is one ordinary character, a few ns,
 * and up to 25 ns in the slowest texts. It depends on the texts alone, not on what else the machine does. With half of it,
 * pages of a thousand messages are left for later turns, and take a quarter more processor time.
 */
const maxUnitsPerTurn = 2_000_000

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

/**
 * Units that accumulate over several turns before any are cleared: less than 1 ms of work. Small requests, which count far
 * less, so need no callback at the end of their turn.
 */
const minClearedUnits = 100_000

let spent = 0
let isCounting = false
const waiting: (() => void)[] = []

/** Returns the units of work that were done in this turn so far, and up to `minClearedUnits` of earlier turns. */
export const spentInTurn = () => spent

/** Counts work that was done in this turn. */
export function spend(units: number): void {
  spent += units
  if (isCounting || (spent < minClearedUnits && waiting.length === 0)) return
  isCounting = true
  setImmediate(nextTurn)
}

function nextTurn(): void {
  spent = 0
  isCounting = false
  while (waiting.length > 0 && spent < maxUnitsPerTurn) waiting.shift()?.()
  if (waiting.length > 0) spend(0)
}

/** True if more work should wait for a later turn. */
export const isTurnSpent = () => spent >= maxUnitsPerTurn || waiting.length > 0

/** True if further work of `units` would fill this turn or exceed it. */
export const isBeyondTurn = (units: number) => spent + units >= maxUnitsPerTurn

/** Leaves all further work to later turns. */
export const endTurn = () => spend(maxUnitsPerTurn)

/** Reserves units for work that follows at once: undefined if this turn has room, otherwise a promise of a turn that has. */
export function reserve(units: number): Promise<void> | undefined {
  if (isTurnSpent()) return inTurn(() => spend(units)) as Promise<void>
  spend(units)
  return undefined
}

/**
 * Runs work in order: at once, or in a later turn if the work of this turn is used up. `check` runs before deferred
 * work and throws if the result is no longer needed.
 */
export function inTurn<Value>(work: () => Value, check?: () => void): Value | Promise<Value> {
  if (!isTurnSpent()) return work()
  return new Promise((resolve, reject) => {
    waiting.push(() => {
      try {
        check?.()
        resolve(work())
      } catch (error) {
        reject(error)
      }
    })
  })
}
