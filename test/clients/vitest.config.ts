import { fileURLToPath } from 'node:url'
import { defineConfig, mergeConfig } from 'vitest/config'
import { base } from '../../vitest.base.ts'
import { relayPlugin } from './relay-plugin.ts'

/** The libraries that docs/how-to/clients.md recommends code for, each with the very files that it shows. */
export default mergeConfig(
  base,
  defineConfig({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    plugins: [relayPlugin()],
    test: {
      include: ['test/clients/*.test.ts'],
      globalSetup: ['test/support/global-setup.ts'],
      maxWorkers: 1,
    },
  }),
)
