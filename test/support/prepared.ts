import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules', '.cache', 'gateway-test-databases')
const hour = 3_600_000

/** Everything that decides what is in a prepared database. */
const sources = [
  'prisma/migrations',
  'src/data/migrations.ts',
  'src/data/migration-history.ts',
  'src/data/migration-steps.ts',
  'src/data/apply-migration.ts',
  'src/data/migration-turn.ts',
  'src/live/signals',
  'src/live/watched.ts',
  'src/tables',
  ...readdirSync(join(root, 'src/domains'))
    .map((domain) => `src/domains/${domain}/tables.ts`)
    .filter((file) => existsSync(join(root, file))),
  'src/data/embedded.ts',
  'src/demo',
  'test/support',
  'node_modules/@electric-sql/pglite/package.json',
]

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesOf(join(path, name)))
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesOf(join(root, source)))) {
    hash.update(file).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * A folder that `make` fills once and later runs find again, until something it is made from changes. Copy it; never
 * write into it. Safe when several runs start together: each makes its own, and the first that is ready stays.
 */
export async function prepared(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cache, `${name}-${fingerprint()}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const unfinished = `${folder}.${process.pid}`
  await make(unfinished)
  try {
    renameSync(unfinished, folder)
  } catch {
    rmSync(unfinished, { recursive: true, force: true })
  }
  forgetOld(name)
  return folder
}

function forgetOld(name: string): void {
  for (const entry of readdirSync(cache)) {
    const path = join(cache, entry)
    const old = statSync(path).mtimeMs < Date.now() - hour
    if (entry.startsWith(`${name}-`) && old) rmSync(path, { recursive: true, force: true })
  }
}
