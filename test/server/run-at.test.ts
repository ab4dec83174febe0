import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runAt } from '../../src/server/run-at.ts'

const dayMs = 86_400_000

describe('runAt', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('waits longer than the maximum delay of a timer', () => {
    const work = vi.fn()
    runAt(Date.now() + 60 * dayMs, work)
    vi.advanceTimersByTime(60 * dayMs - 1)
    expect(work).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('calls at once for a time that has passed', () => {
    const work = vi.fn()
    runAt(Date.now(), work)
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('does not call after it was cancelled', () => {
    const work = vi.fn()
    const cancel = runAt(Date.now() + 60 * dayMs, work)
    vi.advanceTimersByTime(30 * dayMs)
    cancel()
    vi.advanceTimersByTime(60 * dayMs)
    expect(work).not.toHaveBeenCalled()
  })
})
