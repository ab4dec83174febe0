import { existsSync, statSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

/**
 * Where the build keeps the files of a new, empty database: PostgreSQL takes seconds to make them, and they are the same
 * each time. There are none beside the sources.
 */
export const templateFile = fileURLToPath(new URL('../embedded-template.tar.gz', import.meta.url))

/** What to begin a database with, or undefined where PGlite has to make it. */
export async function readTemplate(file = templateFile): Promise<Blob | undefined> {
  if (!existsSync(file)) return undefined
  // Unpacked here: PGlite leaves the error of a file that is broken to nobody.
  return new Blob([await promisify(gunzip)(await readFile(file))], { type: 'application/x-tar' })
}

/** Makes the template, unless there is one that is younger than the PGlite that is installed. */
export async function makeTemplate(file = templateFile): Promise<void> {
  const library = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  if (existsSync(file) && statSync(file).mtimeMs > statSync(library).mtimeMs) return
  const db = await PGlite.create({ extensions: { pg_trgm } })
  const dump = await db.dumpDataDir('gzip')
  await db.close()
  // A build that is interrupted leaves no half of one.
  await writeFile(`${file}.unfinished`, Buffer.from(await dump.arrayBuffer()))
  await rename(`${file}.unfinished`, file)
}
