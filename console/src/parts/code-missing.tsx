import { useEffect } from 'react'

const retryMs = 3_000

/** Errors of loading the console's own code, which Vite reports before it throws them. */
const failures = new WeakSet<object>()
addEventListener('vite:preloadError', (event) => failures.add((event as Event & { payload: Error }).payload))

/** Whether an error is that a file of the console could not be loaded, as while the gateway is away or after an update. */
export const isCodeMissing = (error: Error) => failures.has(error)

const isReloaded = () =>
  performance
    .getEntriesByType('navigation')
    .some((entry) => (entry as PerformanceNavigationTiming).type === 'reload')

/** Calls back once the gateway sends the page. `wasAway` says whether it did not before. Returns what stops the waiting. */
function waitForPage(onAnswer: (wasAway: boolean) => void): () => void {
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  async function ask(wasAway: boolean): Promise<void> {
    const request = { method: 'HEAD', cache: 'no-store', signal: abort.signal } as const
    const isThere = await fetch(location.href, request).then(
      ({ ok }) => ok,
      () => false,
    )
    if (abort.signal.aborted) return
    if (isThere) onAnswer(wasAway)
    else timer = setTimeout(() => void ask(true), retryMs)
  }
  void ask(false)
  return () => {
    abort.abort()
    clearTimeout(timer)
  }
}

/**
 * Takes the place of a screen whose code could not be loaded. A browser keeps the failure of a module for as long as the page
 * lives, so the page is loaded anew: by itself once the gateway answers, but not over and over where that does not help.
 */
export function CodeMissing() {
  useEffect(
    () =>
      waitForPage((wasAway) => {
        if (wasAway || !isReloaded()) location.reload()
      }),
    [],
  )
  return (
    <div className="centred" role="alert">
      <h2>This screen could not be loaded</h2>
      <p className="soft">The gateway does not answer, or the console was updated.</p>
      <button className="button" type="button" onClick={() => location.reload()}>
        Load the page again
      </button>
    </div>
  )
}
