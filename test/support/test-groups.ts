import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './prepared.ts'

const text = new Map<string, string>()
/** Reads a source without its imports of types, for which no module is loaded. */
const read = (file: string) => {
  const known = text.get(file) ?? readFileSync(file, 'utf8').replace(/^import type [^']*'[^']*'$/gm, '')
  text.set(file, known)
  return known
}

/** What a test without a database, a server, a browser or processes of its own does not import. */
const slow =
  /support\/(database|templates|postgres-server|redis-server|pgbouncer)\.ts|src\/data\/(embedded|open)\.ts|playwright-core|node:(child_process|cluster)|'typescript/

/** Files that try thousands of random cases, or wait for time to pass. */
const long = /^test\/(cli\/logs|differential\/|live\/simulator\/)/

/** The files of `test` that a file imports, by path; those of src are known by the test that imports them. */
const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/(?:from|import) '(\.[^']+)'/g)]
    .map(([, path = '']) => join(dirname(file), path))
    .filter((path) => /\/test\//.test(path) && existsSync(path))

/** True if a file, or one of `test` that it imports, imports a path that matches. */
function reaches(file: string, pattern: RegExp, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false
  seen.add(file)
  const imported = [...read(file).matchAll(/(?:from |import |import\()'([^']+)'/g)].map(([, path = '']) =>
    path.startsWith('.') ? relative(root, join(dirname(file), path)) : path,
  )
  if (imported.some((path) => pattern.test(`'${path}`))) return true
  return importsOf(file).some((path) => reaches(path, pattern, seen))
}

const allFiles = (): string[] =>
  ['test', 'client/test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => file.endsWith('.test.ts') && !/node_modules|^test\/(faults|clients)\//.test(file))

const isUnitFile = (file: string): boolean =>
  !long.test(file) && !isMeasuring(file) && !reaches(join(root, file), slow)

/** The test files that need no database and take seconds: `npm run test:unit`. */
export const listUnitFiles = (): string[] => allFiles().filter(isUnitFile)

/** What measures times, turns of the event loop or the heap of its own process. */
const measuring =
  /^(test\/(attack\/(sockets|turns)|auth\/scrub-shapes|data\/parsed-bytes|live\/(replays|screens)|server\/(growth\/.*|byte-limits|cancellation|slow-readers))|.*(growth|memory))\.test\.ts$/

const isMeasuring = (file: string): boolean =>
  measuring.test(file) || /support\/growth/.test(read(join(root, file)))

/** What starts and ends processes or servers all the time, or measures or loads its own process. */
const apart = new RegExp(
  `^(client/test/(browser|package)|test/(${[
    'attack/(heap|fuzz)',
    'console/(demo|exactly-once)',
    'data/(embedded-template|engine|file-modes|folder-lock|live-adoption|pipelined-reads)',
    'data/(postgres-faults|replicas|tls|turns)',
    'differential/',
    'live/(capture/ready|given-up|logs|restarts|signals|simulator|stress|three-gateways|two-phase)',
    'server/graphiql-',
  ].join('|')}))`,
)

/** Most of these start processes too; those that do not are unit tests. */
const tools = /^test\/(cli|scripts)\//
const isApart = (file: string): boolean => apart.test(file) || (tools.test(file) && !isUnitFile(file))

/**
 * What changes the process that a test file runs in, for the files after it. Timers, spies and stubs of Vitest do not:
 * `restore.ts` puts them back.
 */
const changing =
  /\bvi\.(mock|hoisted)|process\.(on|once)\b|process\.env\S*\s*=[^=]|(delete |assign\()(process\.env|globalThis)|globalThis(\.\w+|\[.+\])\s*=[^=]/

const isShareable = (file: string): boolean =>
  !changing.test(read(file)) &&
  importsOf(file)
    .filter((imported) => !imported.includes('/test/support/'))
    .every(isShareable)

/** The test files that measure, for which less may run beside them. */
export const listMeasuringFiles = (): string[] => allFiles().filter((file) => isMeasuring(file))

/** The test files that may run one after another in one process, which starts once for all of them. */
export const listShareableFiles = (): string[] =>
  allFiles().filter((file) => !isApart(file) && !isMeasuring(file) && isShareable(join(root, file)))

/** What takes ten seconds of processor time or more: walks over the whole schema, and streams that are kept waiting. */
const slowest =
  /^test\/(access-walk|attack\/shared-streams|demo\/filled-fields|live\/paused-streams|server\/value-bounds|transports\/mutations)\./

/** The test files that need at most a database: no browser, no process of their own, no measuring, none of the slowest. */
export const listFastFiles = (): string[] =>
  allFiles().filter(
    (file) =>
      !isApart(file) &&
      !isMeasuring(file) &&
      !slowest.test(file) &&
      !reaches(join(root, file), /playwright-core/),
  )
