import { base } from '../../vitest.base.ts'
import { listShareableFiles } from './test-groups.ts'
import { largeYoungGeneration } from './v8-flags.ts'

/** Returns the project of the test files that share processes, but for those that match `exclude`. */
export const createSharedProject = (include: string[], exclude: string[] = []) => ({
  ...base,
  test: {
    ...base.test,
    name: 'shared',
    include,
    exclude,
    isolate: false,
    setupFiles: ['test/support/restore.ts'],
    execArgv: [...largeYoungGeneration],
  },
})

/** Returns the projects that run some of the test files: first those that share processes, then the others. */
export function createProjects(files: readonly string[]) {
  const shareable = new Set(listShareableFiles())
  return [
    createSharedProject(files.filter((file) => shareable.has(file))),
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
