import { defineConfig, mergeConfig } from 'vitest/config'
import { base } from '../../vitest.base.ts'

process.env.TEST_DATABASES ??= 'pglite'

/** Tests of src/live that take seconds, on the embedded database at most. */
export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: [
        'test/live/broadcaster-parts.test.ts',
        'test/live/capture/capture-closing.test.ts',
        'test/live/capture/capture-scripts.test.ts',
        'test/live/capture/changed-keys.test.ts',
        'test/live/capture/connections.test.ts',
        'test/live/capture/prepare.test.ts',
        'test/live/capture/publication.test.ts',
        'test/live/capture/redis.test.ts',
        'test/live/capture/relay.test.ts',
        'test/live/capture/visible.test.ts',
        'test/live/change-notifier.test.ts',
        'test/live/deltas/delta-feed.test.ts',
        'test/live/deltas/delta-text.test.ts',
        'test/live/deltas/socket-message.test.ts',
        'test/live/group-scripts.test.ts',
        'test/live/history.test.ts',
        'test/live/log-end-scripts.test.ts',
        'test/live/log-gap-scripts.test.ts',
        'test/live/log-pages.test.ts',
        'test/live/log-reader.test.ts',
        'test/live/log-reading.test.ts',
        'test/live/log-scripts.test.ts',
        'test/live/log-searches.test.ts',
        'test/live/log-subscriber-scripts.test.ts',
        'test/live/new-row-batcher.test.ts',
        'test/live/position.test.ts',
        'test/live/read-snapshot.test.ts',
        'test/live/replay-pages.test.ts',
        'test/live/replay-queue.test.ts',
        'test/live/retry.test.ts',
        'test/live/simulator/simulator.test.ts',
        'test/live/state-scripts.test.ts',
        'test/live/trigger-signals.test.ts',
        'test/live/witness.test.ts',
      ],
      globalSetup: ['test/support/global-setup.ts'],
      // A measurement of time fails under load, and Stryker ends before the first mutant.
      testNamePattern: /^(?!.*takes as long for each piece of a long text)/,
      env: { SIMULATOR_SCHEDULES: '60' },
      pool: 'threads',
      maxWorkers: 1,
    },
  }),
)
