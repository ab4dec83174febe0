import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileLengths, medianLength, sourceFolders } from '../scripts/file-lengths.ts'
import { describeVariables } from '../src/config/environment.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>

const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/generated|node_modules/.test(file))

/** The rooms of src, from the street to the cellar: a room may use those behind it, and never those before it. */
const rooms = [
  'cli',
  'main',
  'workers',
  'app',
  'server',
  'schema',
  'domains',
  'demo',
  'live',
  'auth',
  'errors',
  'tables',
  'data',
  'config',
  'generated',
]

/** What a room may use besides, and why. */
const allowed = new Set([
  'domains → schema', // The builder and the field helpers; only schema.ts imports the domains.
  'live → schema', // An event is read in a context of its own.
  'data → tables', // Writes and checks of the database depend on what tables declare.
])

/** The declarations of a domain's tables are a room of their own, as data, auth and live are made from them. */
const roomOf = (file: string) =>
  /^src\/domains\/\w+\/tables\.ts$/.test(file) ? 'tables' : (file.split('/')[1]?.replace(/\.ts$/, '') ?? '')

/** The source files that a file imports. */
function importsOf(file: string): string[] {
  return [...read(file).matchAll(/from '(\.[^']+)'|import '(\.[^']+)'|import\('(\.[^']+)'\)/g)]
    .map(([, ...paths]) => paths.find(Boolean) ?? '')
    .map((path) => relative(root, join(root, dirname(file), path)))
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

describe('import cycles', () => {
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

  it('are not in src, types included', () => {
    const imports = new Map(sources('src').map((file) => [file, importsOf(file)]))
    expect(imports.get('src/live/log-broadcaster.ts')).toContain('src/live/log-reader.ts')
    expect(findCycle(imports)).toBeUndefined()
  })
})

describe('imports between folders', () => {
  it.each(sources('src'))('%s', (file) => {
    const from = roomOf(file)
    const wrong = importsOf(file)
      .map(roomOf)
      .filter(
        (to) => to !== from && rooms.indexOf(to) < rooms.indexOf(from) && !allowed.has(`${from} → ${to}`),
      )
    expect(wrong).toEqual([])
  })

  it('only schema.ts imports the domains', () => {
    const importers = sources('src').filter(
      (file) => roomOf(file) === 'schema' && importsOf(file).some((path) => roomOf(path) === 'domains'),
    )
    expect(importers).toEqual(['src/schema/schema.ts'])
  })

  it('the schema imports every file of the domains', () => {
    const imported = importsOf('src/generated/domains.ts').sort()
    expect(imported, 'a file was added or removed: run "npm run generate"').toEqual(
      sources('src/domains').sort(),
    )
  })
})

describe('the client package', () => {
  it.each(sources('client/src'))('%s imports its own files and declared dependencies alone', (file) => {
    const { dependencies, peerDependencies } = JSON.parse(read('client/package.json')) as typeof manifest
    const declared = Object.keys({ ...dependencies, ...peerDependencies })
    const packages = [...read(file).matchAll(/(?:from|import\() ?'([^.'][^']*)'/g)].map(
      ([, name]) => name ?? '',
    )
    const isDeclared = (name: string) => declared.some((one) => name === one || name.startsWith(`${one}/`))
    expect(packages.filter((name) => !isDeclared(name))).toEqual([])
    expect(importsOf(file).filter((path) => !path.startsWith('client/src/'))).toEqual([])
  })
})

describe('the project', () => {
  it.each(sourceFolders)('has no file of more than 300 lines in %s', (folder) => {
    const files = fileLengths(root, folder)
    expect(files.length).toBeGreaterThan(5)
    expect(files.filter(({ lines }) => lines > 300)).toEqual([])
  })

  it('has files in src of at most 80 lines in the median', () => {
    expect(medianLength(fileLengths(root, 'src'))).toBeLessThanOrEqual(80)
  })

  it('has Prisma, its client and its adapters in one version', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies }
    const versions = ['prisma', '@prisma/client', '@prisma/adapter-pg', '@prisma/driver-adapter-utils']
    expect(new Set(versions.map((name) => all[name])).size).toBe(1)
    expect(all['@prisma/schema-engine-wasm']).toContain(all.prisma)
  })

  it('uses every dependency it has, and runs on nothing that is there for development alone', () => {
    const text = sources('src').map(read).join('\n')
    const used = (name: string) =>
      new RegExp(`['"]${name}(/[^'"]*)?['"]`).test(text + read('src/generated/prisma/internal/class.ts'))
    expect(Object.keys(manifest.dependencies ?? {}).filter((name) => !used(name))).toEqual([])
    const development = Object.keys(manifest.devDependencies ?? {}).filter(
      (name) => !name.startsWith('@types/'),
    )
    expect(development.filter((name) => new RegExp(`from '${name}(/[^']*)?'`).test(text))).toEqual([])
  })

  it('narrows its tests to PostgreSQL by postgresOnly, which leaves no file without a test', () => {
    const choosing = sources('test').filter((file) => /testDatabases\s*\.filter\b/.test(read(file)))
    expect(choosing).toEqual(['test/support/database.ts'])
  })

  it('documents every variable as the configuration describes it', () => {
    const page = read('docs/reference/configuration.md')
    for (const { name, fallback = '', description } of describeVariables()) {
      expect(page).toContain(`| \`${name}\` | ${fallback && `\`${fallback}\``} | ${description} |`)
    }
  })
})
