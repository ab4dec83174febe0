import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Cancellation, CancelledError } from '../../src/data/cancellation.ts'
import { ReplayQueue } from '../../src/live/replay-queue.ts'

describe('the queue of replays', () => {
  const never = new Cancellation()

  it('runs two pieces of work at a time, in the order in which they were asked for', async () => {
    const queue = new ReplayQueue()
    const started: number[] = []
    let running = 0
    let maxRunning = 0
    const work = (number: number) => async () => {
      started.push(number)
      running += 1
      maxRunning = Math.max(maxRunning, running)
      await pause(1)
      running -= 1
      return number
    }
    const all = Array.from({ length: 10 }, (_, number) => queue.run(work(number), never))
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(maxRunning).toBe(2)
  })

  it('goes on after work that fails, and leaves out what was given up meanwhile', async () => {
    const queue = new ReplayQueue()
    const left = new Cancellation()
    const fail = () => queue.run(() => Promise.reject(new Error('failed')), never)
    const failures = [fail(), fail(), fail()]
    let hasRun = false
    const abandoned = queue.run(async () => {
      hasRun = true
    }, left)
    left.cancel()
    for (const failure of failures) await expect(failure).rejects.toThrow('failed')
    await expect(abandoned).rejects.toThrow(CancelledError)
    expect(hasRun).toBe(false)
    expect(await queue.run(async () => 'more', never)).toBe('more')
  })
})
