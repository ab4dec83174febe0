import { defineConfig, mergeConfig } from 'vitest/config'
import { unitFiles } from './test/support/unit-files.ts'
import config from './vitest.config.ts'

// `npm run test:unit`: the files that need no database.
const { globalSetup: _, include: __, ...test } = config.test ?? {}
export default mergeConfig({ ...config, test }, defineConfig({ test: { include: unitFiles() } }))
