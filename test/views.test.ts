import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { operations } from './support/operations.ts'

const root = join(import.meta.dirname, '..')

/** The files that a page links, and the line of each. */
function linksOf(page: string): Map<string, string> {
  const links = new Map<string, string>()
  for (const line of readFileSync(join(root, page), 'utf8').split('\n')) {
    for (const [, target = ''] of line.matchAll(/\]\(([^)#:]+)\)/g)) {
      links.set(normalize(join(dirname(page), target)), line)
    }
  }
  return links
}

const fileOf = ({ name }: { name: string }) => `test/operations/${name}.graphql`
const isWrite = ({ name }: { name: string }) => name.startsWith('writes/')
const pages = ['docs/reference/views.md', 'docs/reference/writes.md']

describe('the pages for client developers', () => {
  it.each(pages)('%s links nothing that is not there', (page) => {
    const missing = [...linksOf(page).keys()].filter((file) => !existsSync(join(root, file)))
    expect(missing).toEqual([])
  })

  it('name every operation that is no write', () => {
    const links = linksOf('docs/reference/views.md')
    const unnamed = operations.filter((one) => !isWrite(one) && !links.has(fileOf(one)))
    expect(unnamed.map(fileOf)).toEqual([])
  })

  it('name every write', () => {
    const links = linksOf('docs/reference/writes.md')
    const unnamed = operations.filter((one) => isWrite(one) && !links.has(fileOf(one)))
    expect(unnamed.map(fileOf)).toEqual([])
  })
})
