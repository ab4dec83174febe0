import { existsSync, statSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

/**
 * The files of a new, empty database, created at build time because initdb takes seconds. Absent when running
 * from the sources.
 */
export const templateFile = fileURLToPath(new URL('../embedded-template.tar.gz', import.meta.url))

/** Returns the template for a new database; undefined if PGlite has to run initdb. */
export async function readTemplate(file = templateFile): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!existsSync(file)) return undefined
  // Unpacked here, because PGlite swallows the error of a corrupt file.
  return promisify(gunzip)(await readFile(file))
}

/** Creates the template unless one is newer than the installed PGlite. */
export async function makeTemplate(file = templateFile): Promise<void> {
  const library = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  if (existsSync(file) && statSync(file).mtimeMs > statSync(library).mtimeMs) return
  const db = await PGlite.create({ extensions: { pg_trgm } })
  const dump = await db.dumpDataDir('gzip')
  await db.close()
  // Written under another name first, so that an interrupted build leaves no partial file.
  await writeFile(`${file}.unfinished`, Buffer.from(await dump.arrayBuffer()))
  await rename(`${file}.unfinished`, file)
}
