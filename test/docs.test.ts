import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const list = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md']
const pages = execFileSync('git', list, { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((page) => page && existsSync(join(root, page)))

/** The files of the project that a page links, relative to the root, each with its anchor. */
const linksOf = (page: string) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(
    ([, target = '', anchor]) => ({ file: target ? join(dirname(page), target) : page, anchor }),
  )

/** The anchors that GitHub gives to the headings of a page. */
const anchorsOf = (page: string) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-'),
  )

describe('the documentation', () => {
  it.each(pages)('%s links files and headings that exist', (page) => {
    const missing = linksOf(page)
      .filter(
        ({ file, anchor }) =>
          !existsSync(join(root, file)) ||
          (anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor)),
      )
      .map(({ file, anchor }) => (anchor ? `${file}#${anchor}` : file))
    expect(missing).toEqual([])
  })

  it('lists every page of docs in docs/README.md', () => {
    const listed = new Set(linksOf('docs/README.md').map(({ file }) => file))
    const kinds = pages.filter((page) => /^docs\/(how-to|reference)\//.test(page))
    expect(kinds.length).toBeGreaterThan(10)
    expect(kinds.filter((page) => !listed.has(page))).toEqual([])
  })

  it('names scripts of npm and commands of the command line that exist', () => {
    const all = pages.map((page) => readFileSync(join(root, page), 'utf8')).join('\n')
    const named = (pattern: RegExp) => new Set([...all.matchAll(pattern)].map(([, name = '']) => name))
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const runs = named(/npm run (?:--[a-z]+ )*([a-z][\w:-]*)/g)
    expect(runs.size).toBeGreaterThan(20)
    expect([...runs].filter((name) => !(name in scripts))).toEqual([])
    const declared = [
      ...readFileSync(join(root, 'src/cli.ts'), 'utf8').matchAll(/\.command\('([a-z-]+)/g),
    ].map(([, name]) => name)
    const commands = named(/ii-gateway ([a-z][a-z-]+)/g)
    expect(commands.size).toBeGreaterThan(7)
    expect([...commands].filter((name) => !declared.includes(name))).toEqual([])
  })
})
