import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const minute = 60_000
let copy: string

/** Keeps transformed sources inside the copy: node_modules, which it shares, would keep those of every copy. */
const vitest = (...args: string[]) => [
  'vitest',
  'run',
  `--experimental.fsModuleCachePath=${join(copy, '.modules')}`,
  '--maxWorkers=1',
  ...args,
]

/** Runs a command in the copy, with the embedded database alone. Returns its status and output. */
function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, TEST_DATABASES: 'pglite', CI: '', NO_COLOR: '1', VITEST: '' },
  })
  return { status, output: `${stdout}${stderr}` }
}

function succeed(command: string, ...args: string[]): string {
  const { status, output } = run(command, ...args)
  expect(status, output).toBe(0)
  return output
}

/** Edits a file of the copy while `work` runs. */
function without<Result>(files: Record<string, (text: string) => string>, work: () => Result): Result {
  const before = Object.keys(files).map((file) => [file, readFileSync(join(copy, file), 'utf8')] as const)
  for (const [file, text] of before) {
    const changed = files[file]?.(text) ?? text
    expect(changed, file).not.toBe(text)
    writeFileSync(join(copy, file), changed)
  }
  try {
    return work()
  } finally {
    for (const [file, text] of before) writeFileSync(join(copy, file), text)
  }
}

const linesWithout = (pattern: RegExp) => (text: string) =>
  text
    .split('\n')
    .filter((line) => !pattern.test(line))
    .join('\n')

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'gateway-entity-'))
  const list = ['ls-files', '--cached', '--others', '--exclude-standard']
  for (const file of execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\n'))
    if (file && existsSync(join(root, file))) cpSync(join(root, file), join(copy, file))
  for (const folder of ['node_modules', 'client/node_modules', 'console/node_modules'])
    if (existsSync(join(root, folder))) symlinkSync(join(root, folder), join(copy, folder), 'dir')
  cpSync(join(root, 'src/generated'), join(copy, 'src/generated'), { recursive: true })
  mkdirSync(join(copy, 'dist'))
  const template = 'dist/embedded-template.tar.gz'
  if (existsSync(join(root, template))) symlinkSync(join(root, template), join(copy, template))
  execFileSync('git', ['init', '-q'], { cwd: copy })
}, minute)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('npm run new:entity', () => {
  const texts = () => readdirSync(join(copy, 'src'), { recursive: true }).length

  it.each([
    ['a name that is no identifier', ['session_label', 'sessions'], 'no name of a model'],
    ['a path as its name', ['../Label', 'sessions'], 'no name of a model'],
    ['a name that exists', ['SessionPin', 'sessions'], 'a type SessionPin already'],
    ['the name of an input', ['CreateSessionInput', 'sessions'], 'a type CreateSessionInput already'],
    ['an unknown domain', ['SessionLabel', 'labels'], 'no domain with tables'],
    ['a path as its domain', ['SessionLabel', '../sessions'], 'no domain with tables'],
    ['no domain', ['SessionLabel'], 'usage:'],
  ])('refuses %s in one line and writes nothing', (_, args, reason) => {
    const before = texts()
    const { status, output } = run(process.execPath, '--import', 'tsx', 'scripts/new-entity.ts', ...args)
    expect(status).toBe(1)
    expect(output.trim().split('\n')).toEqual([expect.stringContaining(reason)])
    expect(texts()).toBe(before)
  })

  it(
    'adds a table that is read, filtered, written, protected and streamed by the recipe alone',
    () => {
      succeed('npm', 'run', '--silent', 'new:entity', 'SessionLabel', 'sessions')
      succeed('npm', 'run', '--silent', 'migration', '--', 'add_session_labels')
      succeed('npm', 'run', '--silent', 'generate')
      succeed('npx', 'tsc', '--noEmit')
      const output = succeed(
        'npx',
        ...vitest('test/golden.test.ts', 'test/domains/sessions/session-labels.test.ts'),
        ...['test/mutation-rights.test.ts', 'test/access-walk.test.ts', '--update'],
        ...['-t', 'session-labels|session labels|SessionLabel|a stranger'],
      )
      expect(output).toMatch(/Test Files +4 passed/)
      const golden = readFileSync(join(copy, 'test/operations/sessions/session-labels.golden.json'), 'utf8')
      expect(JSON.parse(golden)).toMatchObject({
        data: { viewer: { sessionLabels: { totalCount: 1, nodes: [{ name: 'first' }] } } },
      })
    },
    // Over a minute of processor time, and many times that beside other work: only a process that hangs shall end here.
    15 * minute,
  )

  const tests = [
    'test/data/declarations.test.ts',
    'test/data/write-rights.test.ts',
    'test/demo/tables.test.ts',
    'test/transports/mutation-cells.test.ts',
    'test/views.test.ts',
    'test/architecture.test.ts',
  ]
  const failures = () => {
    // They only read, so one process does for all.
    const { status, output } = run(
      'npx',
      ...vitest('--config', 'vitest.unit.config.ts', '--no-isolate', ...tests),
    )
    expect(status, output).toBe(1)
    return output
  }

  it(
    'leaves no place that can be forgotten without a test that names it',
    () => {
      const declarations = 'src/domains/sessions/tables.ts'
      const output = without(
        {
          [declarations]: linesWithout(/uq_session_labels_user_name/),
          'src/demo/rows.ts': linesWithout(/session_labels/),
          'test/transports/mutation-cells.ts': linesWithout(/renameSessionLabel/),
          'docs/reference/views.md': linesWithout(/session-labels/),
          'docs/reference/writes.md': linesWithout(/delete-session-label/),
          'src/generated/domains.ts': linesWithout(/session-label-writes/),
        },
        failures,
      )
      for (const named of [
        'add a message for each to "unique" in the declaration of SessionLabel',
        'list each in src/demo/rows.ts',
        'test/transports/mutation-cells.ts names who may call each mutation',
        'test/operations/sessions/session-labels.graphql',
        'test/operations/writes/delete-session-label.graphql',
        'a file was added or removed: run "npm run generate"',
      ])
        expect(output).toContain(named)
      const later = without(
        {
          [declarations]: (text) => text.replace(/(SessionLabel: [\s\S]*?)\n +writes: .*/, '$1'),
          'prisma/catalog.json': (text) => text.replaceAll('session_labels', 'other_labels'),
        },
        failures,
      )
      expect(later).toContain('no migration creates session_labels')
      expect(later).toContain('list these as "writes"')
      // All else was compiled above.
      const configuration = { extends: './tsconfig.json', include: [], files: ['src/tables/declarations.ts'] }
      writeFileSync(join(copy, 'tsconfig.declarations.json'), JSON.stringify(configuration))
      expect(
        without({ [declarations]: (text) => text.replace(/ {2}SessionLabel: [\s\S]*?\n {2}\},\n/, '') }, () =>
          run('npx', 'tsc', '--noEmit', '-p', 'tsconfig.declarations.json'),
        ).output,
      ).toMatch(/declarations\.ts.*SessionLabel/)
    },
    2 * minute,
  )
})
