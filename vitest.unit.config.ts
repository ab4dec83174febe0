import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { createProjects } from './test/support/projects.ts'
import { listUnitFiles } from './test/support/test-groups.ts'

// `npm run test:unit`: the files that need no database. They wait for little, so more workers than processors win nothing.
export default defineConfig({
  test: { maxWorkers: availableParallelism(), projects: createProjects(listUnitFiles()) },
})
