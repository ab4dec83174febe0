import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** What is measured of a gateway under a thousand abusive requests wants the machine for itself. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/attack/abuse/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
