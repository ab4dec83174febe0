import { availableParallelism, totalmem } from 'node:os'
import { defineConfig } from 'vitest/config'
import { createSharedProject } from './test/support/projects.ts'
import { listMeasuringFiles, listShareableFiles } from './test/support/test-groups.ts'
import { baselineWasm, largeYoungGeneration } from './test/support/v8-flags.ts'
import { base } from './vitest.base.ts'

// The first two want the machine for themselves: `npm run test:faults`, `npm run test:abuse`. Clients have packages of their own: `npm run test:clients`.
const exclude = ['test/faults/**', 'test/attack/abuse/**', 'test/clients/**', '**/node_modules/**']

// By graphql-js itself, without the plans of src/server/execution. What executes no operation, or starts processes with an
// environment of its own, would only be repeated.
if (process.env.EXECUTION === 'graphql-js')
  exclude.push(
    ...['client/**', 'test/console/**', 'test/cli/**', 'test/data/**', 'test/scripts/**'],
    ...['test/live/simulator/**', 'test/live/{stress,prompt-states,three-gateways}.test.ts'],
  )

// Most tests wait for servers, browsers and for time to pass. A worker with an embedded database takes up to a gigabyte.
const processors = availableParallelism()
const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
const maxWorkers = Math.max(2, Math.min(2 * processors, Math.floor(memory / 2 ** 31)))

const shareable = listShareableFiles()
const measuring = listMeasuringFiles()

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers,
    projects: [
      createSharedProject(shareable, exclude),
      {
        ...base,
        test: {
          ...base.test,
          name: 'isolated',
          include: ['test/**/*.test.ts', 'client/test/**/*.test.ts'],
          exclude: [...exclude, ...shareable, ...measuring],
          execArgv: [...baselineWasm, ...largeYoungGeneration],
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...base,
        test: {
          ...base.test,
          name: 'measured',
          include: measuring,
          exclude,
          // Other work on the machine lengthens one attempt; a fault lengthens each.
          retry: 2,
          maxWorkers: Math.min(processors, maxWorkers),
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
