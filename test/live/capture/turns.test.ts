import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import type { Database, Statement } from '../../../src/data/database.ts'
import { Capture } from '../../../src/live/capture/capture.ts'

/** A database without a slot. */
const database = {
  query: async (statement: Statement | string) =>
    typeof statement === 'string' ? [{ slot: 'slot', channel: 'channel' }] : [],
} as unknown as Database

it('leaves no listener behind for attempts while Redis is away', async () => {
  let stopping: AbortSignal | undefined
  let attempts = 0
  const capture = await Capture.start({
    database,
    connections: {
      createSlot: async (_, signal) => {
        stopping = signal
      },
      readSlot: () => ({ confirm: () => {}, close: async () => {} }),
      openPublisher: async () => {
        attempts += 1
        throw new Error('Redis is away.')
      },
      subscribe: () => ({ listen: async () => async () => {}, isComplete: async () => false }),
    },
    onReading: () => {},
    onError: () => {},
  })
  await expect.poll(() => attempts, { timeout: 20_000 }).toBe(3)
  // The one of the pause before the next attempt.
  expect(getEventListeners(stopping as AbortSignal, 'abort').length).toBeLessThanOrEqual(1)
  await capture.close()
})
