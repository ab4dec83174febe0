import { fileURLToPath } from 'node:url'
import { defineConfig, mergeConfig } from 'vitest/config'
import { base } from '../../../vitest.base.ts'

/** What is measured of a gateway under a thousand abusive requests wants the machine for itself. */
export default mergeConfig(
  base,
  defineConfig({
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    test: {
      include: ['test/attack/abuse/*.test.ts'],
      globalSetup: ['test/support/global-setup.ts'],
      maxWorkers: 1,
      // Other work on the machine lengthens one attempt; a fault lengthens each.
      retry: 2,
    },
  }),
)
