/** Time in milliseconds that masking takes in one turn of the event loop before more is deferred to the next. */
const maxTurnMs = 15

let spentMs = 0
let isCounting = false
const waiting: (() => void)[] = []

/** Runs work and counts its time in this turn. */
function measured<Value>(work: () => Value): Value {
  const startedAt = performance.now()
  try {
    return work()
  } finally {
    spentMs += performance.now() - startedAt
    startCounting()
  }
}

function startCounting(): void {
  if (isCounting) return
  isCounting = true
  setImmediate(nextTurn)
}

function nextTurn(): void {
  spentMs = 0
  isCounting = false
  while (waiting.length > 0 && spentMs < maxTurnMs) waiting.shift()?.()
  if (waiting.length > 0) startCounting()
}

/**
 * Runs masking work in order: at once, or in a later turn if this turn's time is used up. `check` runs before deferred
 * work and throws if the result is no longer needed.
 */
export function inTurn<Value>(work: () => Value, check?: () => void): Value | Promise<Value> {
  if (spentMs < maxTurnMs && waiting.length === 0) return measured(work)
  return new Promise((resolve, reject) => {
    waiting.push(() => {
      try {
        check?.()
        resolve(measured(work))
      } catch (error) {
        reject(error)
      }
    })
  })
}
