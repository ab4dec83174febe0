import { defineConfig } from 'vitest/config'

/** The tests of src/live that need no database: a mutant is tested in a second. */
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: [
      'test/live/broadcaster-parts.test.ts',
      'test/live/change-notifier.test.ts',
      'test/live/history.test.ts',
      'test/live/log-end-scripts.test.ts',
      'test/live/log-scripts.test.ts',
      'test/live/log-subscriber-scripts.test.ts',
      'test/live/new-row-batcher.test.ts',
      'test/live/position.test.ts',
      'test/live/read-snapshot.test.ts',
      'test/live/replay-queue.test.ts',
      'test/live/retry.test.ts',
      'test/live/simulator/simulator.test.ts',
    ],
    env: { SIMULATOR_SCHEDULES: '60' },
    testTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 1,
  },
})
