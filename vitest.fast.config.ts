import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { createProjects } from './test/support/projects.ts'
import { listFastFiles } from './test/support/test-groups.ts'

process.env.TEST_DATABASES = 'pglite'

// `npm run test:fast`: the files that need at most a database, on the embedded one, which keeps its worker's processor busy.
export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: availableParallelism() + 1,
    projects: createProjects(listFastFiles()),
  },
})
