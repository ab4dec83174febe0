import { defineConfig, mergeConfig } from 'vitest/config'
import { unitFiles } from './test/support/test-groups.ts'
import { base } from './vitest.base.ts'

// `npm run test:unit`: the files that need no database.
export default mergeConfig(base, defineConfig({ test: { include: unitFiles() } }))
