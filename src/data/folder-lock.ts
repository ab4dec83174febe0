import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { tryLock } from 'fs-native-extensions'

/**
 * Locks `folder` for this process without waiting; returns the function that unlocks it. Throws if another
 * process holds the lock. Two processes on one embedded database lose rows without an error. The lock is the
 * operating system's, on an open file: it ends with the process, and holds between containers that share a
 * volume, where process ids are meaningless. The file remains; its content only helps to identify the holder.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  const file = openSync(path, 'a+', 0o600)
  if (!tryLock(file)) {
    closeSync(file)
    throw new Error(
      `${folder} is in use by ${readFileSync(path, 'utf8').trim() || 'another process'}: stop it, or name another folder with DATA_DIR.`,
    )
  }
  ftruncateSync(file)
  writeSync(file, `process ${process.pid} on ${hostname()}\n`)
  return () => closeSync(file)
}
