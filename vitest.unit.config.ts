import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { listShareableFiles, listUnitFiles } from './test/support/test-groups.ts'
import { largeYoungGeneration } from './test/support/v8-flags.ts'
import { base } from './vitest.base.ts'

const shareable = listShareableFiles()
const unit = listUnitFiles()

// `npm run test:unit`: the files that need no database. They wait for little, so more workers than processors win nothing.
export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    projects: [
      {
        ...base,
        test: {
          ...base.test,
          name: 'shared',
          include: unit.filter((file) => shareable.includes(file)),
          isolate: false,
          setupFiles: ['test/support/restore.ts'],
          execArgv: [...largeYoungGeneration],
        },
      },
      {
        ...base,
        test: {
          ...base.test,
          name: 'isolated',
          include: unit.filter((file) => !shareable.includes(file)),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
