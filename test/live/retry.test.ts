import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Cancellation } from '../../src/data/cancellation.ts'
import { DeadlineError } from '../../src/data/deadline.ts'
import { DatabaseUnavailableError } from '../../src/data/unavailable.ts'
import { pauseBefore, retryTransient } from '../../src/live/retry.ts'

const failure = (code: string) => Object.assign(new Error('failed'), { code })

describe('retryTransient', () => {
  let cancellation: Cancellation
  let attempts = 0
  beforeEach(() => {
    vi.useFakeTimers()
    attempts = 0
    cancellation = new Cancellation()
  })
  afterEach(() => void vi.useRealTimers())

  const failFor =
    (error: Error, count = Number.POSITIVE_INFINITY) =>
    async () => {
      attempts += 1
      if (attempts <= count) throw error
      return 'done'
    }

  it.each([
    new DatabaseUnavailableError('away'),
    new DeadlineError(),
    ...['57014', '55P03', '40001', '40P01', '53300', '53100', '0A000', '26000', '42501', '42P01'].map(
      failure,
    ),
  ])('repeats after %o', async (error) => {
    const result = retryTransient(failFor(error, 5), cancellation)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await result).toBe('done')
    expect(attempts).toBe(6)
  })

  it.each([new TypeError('bug'), failure('22012'), failure('23505'), failure('XX000')])(
    'does not repeat after %o',
    async (error) => {
      await expect(retryTransient(failFor(error), cancellation)).rejects.toBe(error)
      expect(attempts).toBe(1)
    },
  )

  it('waits for a database that is away, however long', async () => {
    let isAway = true
    const work = async () => {
      if (isAway) throw new DatabaseUnavailableError('away')
      return 'back'
    }
    const result = retryTransient(work, cancellation)
    await vi.advanceTimersByTimeAsync(3_600_000)
    isAway = false
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await result).toBe('back')
  })

  it('gives up after two minutes where the database answers, with growing pauses until then', async () => {
    // The clock does not begin with the work.
    await vi.advanceTimersByTimeAsync(300_000)
    const cause = failure('42501')
    const result = expect(retryTransient(failFor(cause), cancellation)).rejects.toMatchObject({
      constructor: DatabaseUnavailableError,
      cause,
    })
    await vi.advanceTimersByTimeAsync(110_000)
    const before = attempts
    await vi.advanceTimersByTimeAsync(20_000)
    await result
    expect(attempts).toBeGreaterThan(before)
    expect(attempts).toBeGreaterThan(20)
    expect(attempts).toBeLessThan(45)
  })

  it('pauses for a quarter less or more than a time that doubles up to five seconds', () => {
    const random = vi.spyOn(Math, 'random')
    const pauses = (value: number) => {
      random.mockReturnValue(value)
      return [0, 1, 2, 5, 6, 60].map(pauseBefore)
    }
    expect(pauses(0)).toEqual([75, 150, 300, 2_400, 3_750, 3_750])
    expect(pauses(0.5)).toEqual([100, 200, 400, 3_200, 5_000, 5_000])
    expect(pauses(1)).toEqual([125, 250, 500, 4_000, 6_250, 6_250])
    random.mockRestore()
  })

  it('leaves no listener of the cancellation behind', async () => {
    const remove = vi.fn()
    vi.spyOn(cancellation, 'onCancel').mockReturnValue(remove)
    const result = retryTransient(failFor(failure('57014'), 3), cancellation)
    await vi.advanceTimersByTimeAsync(20_000)
    await result
    expect(remove).toHaveBeenCalledTimes(3)
  })

  it('stops at once when its last waiter leaves', async () => {
    const error = failure('57014')
    const result = expect(retryTransient(failFor(error), cancellation)).rejects.toBe(error)
    await vi.advanceTimersByTimeAsync(1_000)
    const before = attempts
    cancellation.cancel()
    await result
    await vi.advanceTimersByTimeAsync(60_000)
    expect(attempts).toBe(before)
  })
})
