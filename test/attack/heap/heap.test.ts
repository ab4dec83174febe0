/** Different documents without end take no more memory than they may, and a process with a small heap goes on. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { testEnvironment } from '../../support/gateway.ts'

const script = new URL('gateway.ts', import.meta.url).pathname
/** What a gateway without a database takes, and about 60 MB more. */
const heapMb = 160
/** What documents may take by default. */
const maxGrowth = readConfig(testEnvironment).documentCacheBytes

describe('a heap of 160 MB is enough for', () => {
  it.each([
    ['not valid', 1_500],
    ['not parsed', 1_500],
    ['with too many aliases', 1_500],
    ['too costly', 500],
    ['answered', 700],
    ['with conditions', 700],
    ['mostly a comment', 3_000],
  ])('documents that are %s', async (kind, count) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [`--max-old-space-size=${heapMb}`, '--expose-gc', '--import', 'tsx', script, kind, String(count)],
      { env: { ...process.env, NODE_OPTIONS: '' } },
    )
    const { before, after } = JSON.parse(stdout)
    expect(after - before).toBeLessThan(maxGrowth)
  })
})
