import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './support/prepared.ts'

type Stage = { readonly name: string; readonly lines: readonly string[] }

/** The stages of the Dockerfile: the name of each, the last one's being empty, and its instructions. */
function readStages(): Stage[] {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8')
  return text.split(/^(?=FROM )/m).flatMap((part) => {
    const [first = '', ...lines] = part.split('\n')
    return first.startsWith('FROM ') ? [{ name: / AS (\S+)$/.exec(first)?.[1] ?? '', lines }] : []
  })
}

/** What the instructions copy from the folder that the image is built in, without what they copy from other stages. */
const copiedBy = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => (/^COPY (?!--)(.+) \S+$/.exec(line)?.[1] ?? '').split(' ').filter(Boolean))

const isBelow = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)
const isAmong = (path: string, copied: readonly string[]) => copied.some((each) => isBelow(path, each))

/** The files and folders of this project outside `src` that modules of `src` read, by their paths relative to the module. */
const readOutsideSrc = (): string[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
    .flatMap((file) => {
      const source = readFileSync(join(root, 'src', file), 'utf8')
      const paths = /(?:new URL\(|import\.meta\.dirname, )'(\.[^']+)'/g
      return [...source.matchAll(paths)].map(([, path = '']) =>
        relative(root, join(root, 'src', dirname(file), path)),
      )
    })
    .filter((path) => !isBelow(path, 'src'))

describe('the image', () => {
  const stages = readStages()
  const stageOf = (name: string) => stages.find((stage) => stage.name === name)?.lines ?? []
  const [build, modules, final] = [stageOf('build'), stageOf('modules'), stageOf('')]

  it('has all that the built gateway reads beside its modules', () => {
    const read = readOutsideSrc()
    expect(read).toEqual(expect.arrayContaining(['prisma/migrations', 'prisma/catalog.json', 'dist/console']))
    expect(final).toContain('COPY --from=build /app/dist dist')
    expect(final).toContain('COPY --from=modules /app/node_modules node_modules')
    const copied = [...copiedBy(final), 'dist']
    // Node reads `"type": "module"` there.
    expect([...read, 'package.json'].filter((path) => !isAmong(path, copied))).toEqual([])
  })

  it('installs with the manifest of each workspace, and builds with what the builds are configured by', () => {
    const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      workspaces: string[]
    }
    const beforeInstall = copiedBy(
      build.slice(
        0,
        build.findIndex((line) => line.startsWith('RUN npm ci')),
      ),
    )
    expect(beforeInstall).toEqual([
      'package.json',
      'package-lock.json',
      ...workspaces.map((folder) => `${folder}/package.json`),
    ])
    const configurations = ['tsconfig.json', 'tsconfig.build.json', 'prisma.config.ts']
    const needed = ['src', 'prisma', ...workspaces, ...configurations]
    expect(needed.filter((path) => !isAmong(path, copiedBy(build)))).toEqual([])
    expect(copiedBy(modules)).toEqual(['package.json', 'package-lock.json'])
  })

  it('copies what exists and .dockerignore lets in', () => {
    const allowed = readFileSync(join(root, '.dockerignore'), 'utf8')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
    const copied = stages.flatMap(({ lines }) => copiedBy(lines))
    expect(copied.length).toBeGreaterThan(10)
    expect(copied.filter((path) => !existsSync(join(root, path)) || !isAmong(path, allowed))).toEqual([])
  })
})
