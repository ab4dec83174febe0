import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** A row of the table of promises in docs/reference/live.md; `tests` are pairs of a file and a title. */
type Promised = { readonly promise: string; readonly bound: string; readonly tests: string[][] }

const [, section = ''] = read('docs/reference/live.md').split('\n## Each promise, its bound and its tests\n')
const promises = [
  ...(section.split('\n## ')[0] ?? '').matchAll(/^\| (?!promise)([^|]+) \| ([^|]+) \| (.+) \|$/gm),
].map(([, promise = '', bound = '', cell = '']): Promised => ({ promise, bound, tests: namedTests(cell) }))

/** Parses a cell such as `file` "title", "title", `file` "title": a title without a file is of the file before it. */
function namedTests(cell: string): string[][] {
  let file = ''
  return [...cell.matchAll(/(?:`([^`]+)` )?"([^"]+)"/g)].map(([, named, title = '']) => {
    file = named ?? file
    return [file, title]
  })
}

/** True if the source declares a test of this title, with `it(…)`, `test(…)` or one of their variants. */
function hasTest(source: string, title: string): boolean {
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?:\\bit|\\btest|\\))\\(\\s*(['\`])${quoted}\\1`).test(source)
}

it.each(promises)('names the tests of: $promise', ({ bound, tests }) => {
  expect(bound.trim()).not.toBe('')
  expect(tests).not.toEqual([])
  for (const [file = '', title = ''] of tests)
    expect(hasTest(read(file), title), `${file} has the test "${title}"`).toBe(true)
})

it('has a row for each promise', () => expect(promises.length).toBeGreaterThanOrEqual(20))

it('notices a test that is only mentioned', () => {
  const source = `it('is a test', () => {})\n// 'is no test'\nit.each([1])(\n  'is one of each', () => {})`
  expect(['is a test', 'is one of each', 'is no test', 'is'].map((title) => hasTest(source, title))).toEqual([
    true,
    true,
    false,
    false,
  ])
})
