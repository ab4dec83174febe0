declare module 'fs-native-extensions' {
  /** Locks an open file exclusively without waiting; returns false if another open file holds the lock. */
  export function tryLock(fd: number): boolean
  export function unlock(fd: number): void
}
