/**
 * Units of work per turn of the event loop before more is deferred to the next. A unit is one ordinary character, about 2 ns,
 * and up to 13 ns in the slowest texts. It depends on the texts alone, not on what else the machine does.
 */
const maxUnitsPerTurn = 2_000_000

/** What one value of a JSON document counts as. */
export const valueUnits = 100
/** What a key counts as that is not cached. */
export const keyUnits = 500
/** What examining one candidate for a credential counts as. */
export const candidateUnits = 200

let spent = 0
let isCounting = false
const waiting: (() => void)[] = []

/** Returns the units of work that were done in this turn so far. */
export const spentInTurn = () => spent

/** Counts work that was done in this turn. */
export function spend(units: number): void {
  spent += units
  if (isCounting) return
  isCounting = true
  setImmediate(nextTurn)
}

function nextTurn(): void {
  spent = 0
  isCounting = false
  while (waiting.length > 0 && spent < maxUnitsPerTurn) waiting.shift()?.()
  if (waiting.length > 0) spend(0)
}

/**
 * Runs masking work in order: at once, or in a later turn if the work of this turn is used up. `check` runs before deferred
 * work and throws if the result is no longer needed.
 */
export function inTurn<Value>(work: () => Value, check?: () => void): Value | Promise<Value> {
  if (spent < maxUnitsPerTurn && waiting.length === 0) return work()
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
