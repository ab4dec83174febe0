/** The table of docs/reference/security-tests.md: what docs/reference/security.md promises, and the tests that hold it. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const promises = [...readFileSync('docs/reference/security.md', 'utf8').matchAll(/^- \*\*(.+?)\*\*/gm)].map(
  ([, promise = '']) => promise,
)
const rows = [
  ...readFileSync('docs/reference/security-tests.md', 'utf8').matchAll(/^\| (.+?) \| `(.+?)` \| (.+?) \|$/gm),
].map(([, promise = '', file = '', title = '']) => ({ promise, file, title }))

describe('the promises of docs/reference/security.md', () => {
  it('are each in the table of their tests, and no others', () => {
    expect(new Set(rows.map(({ promise }) => promise))).toEqual(new Set(promises))
    expect(promises.length).toBeGreaterThan(30)
  })

  it('have names of their own', () => {
    expect(new Set(promises).size).toBe(promises.length)
  })

  it.each(rows)('$promise: $title ($file)', ({ file, title }) => {
    expect(existsSync(file)).toBe(true)
    const quoted = [`'${title}'`, `\`${title}`, `'${title} `, `"${title}"`]
    expect(quoted.some((text) => readFileSync(file, 'utf8').includes(text))).toBe(true)
  })
})
