import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../src')

/** Reads which files of the folder each file imports, types included. */
function readImports(): Map<string, string[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const importsOf = (file: string) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/from '(\.[^']+)'/g)]
      .map(([, path = '']) => join(dirname(file), path))
      .filter((path) => files.includes(path))
  return new Map(files.map((file) => [file, importsOf(file)]))
}

/** Returns the first import cycle, as the list of its files; undefined if there is none. */
function findCycle(imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const finished = new Set<string>()
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (finished.has(file)) return undefined
    for (const next of imports.get(file) ?? []) {
      const cycle = visit(next, [...path, file])
      if (cycle) return cycle
    }
    finished.add(file)
    return undefined
  }
  for (const file of imports.keys()) {
    const cycle = visit(file, [])
    if (cycle) return cycle
  }
  return undefined
}

it('finds a cycle of imports where there is one', () => {
  expect(
    findCycle(
      new Map([
        ['a.ts', ['b.ts']],
        ['b.ts', ['c.ts', 'd.ts']],
        ['d.ts', ['b.ts']],
      ]),
    ),
  ).toEqual(['b.ts', 'd.ts', 'b.ts'])
})

it('finds no cycle of imports in src', () => {
  const imports = readImports()
  expect(imports.get('live/log-broadcaster.ts')).toContain('live/log-reader.ts')
  expect(findCycle(imports)).toBeUndefined()
})
