/** Different documents without end take no more memory than they may, and a process with a small heap goes on. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { testEnvironment } from '../../support/gateway.ts'

const script = new URL('gateway.ts', import.meta.url).pathname
/** What a gateway without a database takes, and about 60 MB more. */
const heapMb = 160
/** What documents may take by default. */
const maxGrowth = readConfig(testEnvironment).documentCacheBytes

/** How many documents of each kind are sent, one kind after the other to the same process. */
const counts = {
  'not valid': 1_500,
  'not parsed': 1_500,
  'with too many aliases': 1_500,
  'too costly': 500,
  answered: 700,
  'with conditions': 700,
  'mostly a comment': 3_000,
}

describe('a heap of 160 MB is enough for', () => {
  let before: number
  let after: Partial<Record<string, number>>
  beforeAll(async () => {
    const flags = [`--max-old-space-size=${heapMb}`, '--expose-gc', '--import', 'tsx']
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...flags, script, JSON.stringify(counts)],
      { env: { ...process.env, NODE_OPTIONS: '' } },
    )
    ;({ before, after } = JSON.parse(stdout))
  }, 300_000)

  it.each(Object.keys(counts))('documents that are %s, and for those of the kinds before', (kind) => {
    expect((after[kind] ?? Number.POSITIVE_INFINITY) - before).toBeLessThan(maxGrowth)
  })
})
