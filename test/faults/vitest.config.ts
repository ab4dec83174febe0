import { fileURLToPath } from 'node:url'
import { defineConfig, mergeConfig } from 'vitest/config'
import { base } from '../../vitest.base.ts'
import { FaultReporter } from './reporter.ts'

/** Each file breaks a PostgreSQL server of its own, and what it measures wants the machine for itself. */
export default mergeConfig(
  base,
  defineConfig({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    test: {
      include: ['test/faults/**/*.test.ts'],
      maxWorkers: 1,
      testTimeout: 120_000,
      reporters: ['default', new FaultReporter()],
    },
  }),
)
