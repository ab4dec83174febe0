import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const ownerOnly = { folder: 0o700, file: 0o600 }

/** Creates a folder with mode 0700; an existing one is unchanged. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: ownerOnly.folder })
}

/**
 * Removes all permissions of group and others recursively, because PGlite creates world-readable files.
 * Ignores file systems without modes.
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
