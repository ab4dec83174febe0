import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules', '.cache', 'gateway-tests')
const hour = 3_600_000

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesOf(join(path, name)))
}

function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesOf(join(root, source)))) {
    hash.update(file).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * A folder that `make` fills once and later runs find again, until one of `sources` (files and folders of the project)
 * changes. Copy it; never write into it. Safe when several runs start together: each makes its own, and the first that is
 * ready stays.
 */
export async function prepared(
  name: string,
  sources: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cache, `${name}-${fingerprint(sources)}`)
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
