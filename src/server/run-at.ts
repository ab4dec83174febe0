/** Maximum delay of a timer in milliseconds; Node fires a longer one at once. */
const maxTimerMs = 2 ** 31 - 1

/** Calls `work` at a time in milliseconds since the epoch, at once if it has passed. Returns a function that cancels it. */
export function runAt(time: number, work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const check = () => {
    const left = time - Date.now()
    if (left <= 0) work()
    else timer = setTimeout(check, Math.min(left, maxTimerMs))
  }
  check()
  return () => clearTimeout(timer)
}
