import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scrubText } from '../../src/auth/secret-patterns.ts'

const harmless = readFileSync(join(import.meta.dirname, 'harmless.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.replaceAll('\\n', '\n').replaceAll('\\\\', '\\'))

describe('harmless texts', () => {
  it('are many', () => expect(new Set(harmless).size).toBeGreaterThanOrEqual(300))
  it('are left as they are', () => {
    expect(harmless.map(scrubText)).toEqual(harmless)
  })
})
