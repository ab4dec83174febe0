import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { FaultReporter } from './reporter.ts'

/** Each file breaks a PostgreSQL server of its own, and what it measures wants the machine for itself. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/faults/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    // What is waited for comes at once, but on a busy machine that may be seconds; what must come sooner says so itself.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    reporters: ['default', new FaultReporter()],
  },
})
