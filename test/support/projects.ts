import { base } from '../../vitest.base.ts'
import { listShareableFiles } from './test-groups.ts'
import { largeYoungGeneration } from './v8-flags.ts'

/** Returns the projects that run some of the test files: first those that share processes, then the others. */
export function createProjects(files: readonly string[]) {
  const shareable = new Set(listShareableFiles())
  return [
    {
      ...base,
      test: {
        ...base.test,
        name: 'shared',
        include: files.filter((file) => shareable.has(file)),
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
        include: files.filter((file) => !shareable.has(file)),
        sequence: { groupOrder: 1 },
      },
    },
  ]
}
