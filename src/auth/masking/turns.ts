/**
 * Number of characters masked per turn of the event loop before work is deferred to the next. The slowest
 * texts take about 60 ms per million characters, ordinary ones about 5.
 */
const maxPerTurn = 400_000

let spent = 0
let isCounting = false
const waiting: (() => void)[] = []

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

/** Runs masking work in order: at once, or in a later turn if this turn's budget is used up. */
export function inTurn<Value>(work: () => Value): Value | Promise<Value> {
  if (spent < maxPerTurn && waiting.length === 0) return work()
  return new Promise((resolve, reject) => {
    waiting.push(() => {
      try {
        resolve(work())
      } catch (error) {
        reject(error)
      }
    })
  })
}
