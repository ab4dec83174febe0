/** The pause of `node:timers/promises` by the global timers, which fake timers replace. */
export const pause = (ms: number, value: unknown, { signal }: { signal: AbortSignal }) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve(value)
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
  })
