import { afterEach, expect, it, vi } from 'vitest'
import { pause, toDelay } from '../src/retry.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('doubles the back-off with each failure up to its bound, and spreads it', () => {
  const options = { minDelayMs: 100, maxDelayMs: 1_000 }
  for (const [failures, delay] of [
    [1, 100],
    [2, 200],
    [4, 800],
    [5, 1_000],
    [500, 1_000],
  ] as const) {
    const delays = Array.from({ length: 200 }, () => toDelay(failures, options))
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(delay * 0.3)
    expect(Math.max(...delays)).toBeLessThanOrEqual(delay)
    // Clients that were cut off together do not reconnect together.
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(delay * 0.5)
  }
  expect(toDelay(1, options, 5_000)).toBe(5_000)
})

it('ends the wait when the device is online again or the signal aborts', async () => {
  vi.useFakeTimers()
  const scope = new EventTarget()
  vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope))
  vi.stubGlobal('removeEventListener', scope.removeEventListener.bind(scope))
  const waiting = (signal: AbortSignal) => {
    const done = vi.fn()
    void pause(60_000, signal).then(done)
    return done
  }
  const controller = new AbortController()
  const [online, aborted] = [waiting(new AbortController().signal), waiting(controller.signal)]
  await vi.advanceTimersByTimeAsync(1_000)
  expect(online).not.toHaveBeenCalled()
  controller.abort()
  await vi.advanceTimersByTimeAsync(0)
  expect(aborted).toHaveBeenCalled()
  expect(online).not.toHaveBeenCalled()
  scope.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(0)
  expect(online).toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})
