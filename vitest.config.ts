import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Node gives libraries the CommonJS build of graphql; vite would give our sources another copy of it.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  ssr: { resolve: { conditions: ['@ii-agent/source'] } },
  test: {
    include: ['test/**/*.test.ts', 'client/test/**/*.test.ts'],
    // The first two want the machine for themselves: `npm run test:faults`, `npm run test:abuse`. Clients have packages of their own: `npm run test:clients`.
    exclude: ['test/faults/**', 'test/attack/abuse/**', 'test/clients/**', '**/node_modules/**'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    // An embedded database takes half a gigabyte, and each file has its own.
    maxWorkers: 2,
    testTimeout: 60_000,
    // What is waited for comes at once, but on a busy machine that may be seconds; what must come sooner says so itself.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
  },
})
