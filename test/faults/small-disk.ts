import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const megabytes = 16

/** A file system of a few megabytes that a test can fill up. */
export type SmallDisk = {
  readonly folder: string
  /** Takes all space that is left. */
  fill(): void
  free(): void
  remove(): void
}

/** Mounts a small file system with a folder `data` of this user; undefined where this process may not mount one. */
export function mountSmallDisk(owner: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmdirSync(folder)
    return undefined
  }
  // The database server may run as another user, who must own the folder of a tablespace.
  const data = join(folder, 'data')
  mkdirSync(data)
  chownSync(data, owner, owner)
  chmodSync(folder, 0o755)
  const filler = join(folder, 'filler')
  return {
    folder,
    fill() {
      const page = Buffer.alloc(4_096)
      try {
        for (;;) appendFileSync(filler, page)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    },
    free: () => rmSync(filler),
    remove() {
      execFileSync('umount', ['-l', folder])
      rmdirSync(folder)
    },
  }
}
