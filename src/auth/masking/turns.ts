/**
 * Number of characters masked per turn of the event loop before work is deferred to the next. The slowest
 * texts take about 60 ms per million characters, ordinary ones about 5.
 */
const maxPerTurn = 200_000

/** What one value of a JSON document counts as, in characters. */
export const valueCost = 16

let spent = 0
let isCounting = false
const waiting: (() => void)[] = []

/** Returns the number of characters masked in this turn so far. */
export const spentInTurn = () => spent

/** Counts characters masked in this turn. */
export function spend(characters: number): void {
  spent += characters
  if (isCounting) return
  isCounting = true
  setImmediate(nextTurn)
}

function nextTurn(): void {
  spent = 0
  isCounting = false
  while (waiting.length > 0 && spent < maxPerTurn) waiting.shift()?.()
  if (waiting.length > 0) spend(0)
}

/**
 * Runs masking work in order: at once, or in a later turn if this turn's budget is used up. `check` runs before deferred
 * work and throws if the result is no longer needed.
 */
export function inTurn<Value>(work: () => Value, check?: () => void): Value | Promise<Value> {
  if (spent < maxPerTurn && waiting.length === 0) return work()
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
