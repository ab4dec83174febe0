/** What React's `useSyncExternalStore` takes: both functions may be passed without their object. */
export type Store<Snapshot> = {
  /** The same object until something changed. */
  readonly getSnapshot: () => Snapshot
  /** Calls the listener after changes, at most once a frame. Returns the function that stops it. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A store whose snapshots are taken at most once a frame. */
export type SnapshotStore<Snapshot> = Store<Snapshot> & {
  /** Something changed: a new snapshot is taken, and listeners are called, with the next frame. */
  invalidate(): void
}

/** Calls `start` with the first listener and `stop` after the last one. */
export function createSnapshots<Snapshot>(
  takeSnapshot: () => Snapshot,
  start: () => void,
  stop: () => void,
): SnapshotStore<Snapshot> {
  let snapshot = takeSnapshot()
  let isScheduled = false
  const listeners = new Set<() => void>()

  function flush(): void {
    isScheduled = false
    snapshot = takeSnapshot()
    for (const listener of [...listeners]) listener()
  }
  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      // The same function may be passed twice.
      const call = () => listener()
      listeners.add(call)
      if (listeners.size === 1) start()
      return () => {
        if (listeners.delete(call) && listeners.size === 0) stop()
      }
    },
    invalidate() {
      if (isScheduled) return
      isScheduled = true
      scheduleFrame(flush)
    },
  }
}

const frameMs = 16

/** A hidden page has no frames, and neither have Node and workers. */
function scheduleFrame(callback: () => void): void {
  const isVisible = typeof document === 'object' && document.visibilityState === 'visible'
  if (isVisible) requestAnimationFrame(callback)
  else setTimeout(callback, frameMs)
}
