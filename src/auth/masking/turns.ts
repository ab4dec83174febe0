/**
 * Characters that are masked in one turn of the event loop before the rest waits for the next one. The slowest texts
 * take about 60 ms a million characters, ordinary ones about 5.
 */
const maxPerTurn = 400_000

let spent = 0
let isCounting = false
const waiting: (() => void)[] = []

/** Counts characters that were masked in this turn. */
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

/** Runs work that masks text: at once, or in a later turn where enough was masked in this one, in order. */
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
