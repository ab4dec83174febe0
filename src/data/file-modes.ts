import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const ownerOnly = { folder: 0o700, file: 0o600 }

/** Makes a folder that only its owner may look into; one that is there already stays as it is. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: ownerOnly.folder })
}

/**
 * Takes everyone else's rights to a folder and all that is in it away: PGlite makes files that every user of the machine may
 * read and write. File systems that know no modes are left alone.
 */
export function makePrivate(folder: string): void {
  try {
    chmodSync(folder, ownerOnly.folder)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isDirectory()) chmodSync(path, ownerOnly.folder)
      else if (entry.isFile()) chmodSync(path, ownerOnly.file)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
  }
}
