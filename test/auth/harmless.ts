import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Ordinary texts, which masking must leave as they are. */
export const harmless: readonly string[] = readFileSync(join(import.meta.dirname, 'harmless.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.replaceAll('\\n', '\n').replaceAll('\\\\', '\\'))
