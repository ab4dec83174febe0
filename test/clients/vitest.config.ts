import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { relayPlugin } from './relay-plugin.ts'

/** The libraries that docs/clients.md recommends code for, each with the very files that it shows. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  ssr: { resolve: { conditions: ['@ii-agent/source'] } },
  plugins: [relayPlugin()],
  test: {
    include: ['test/clients/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
