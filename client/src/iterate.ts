/** A stream that can be stopped and started again, and loses nothing by it. */
export type Reader = {
  /** Does nothing while it reads already, and once it has ended. */
  start(): void
  stop(): void
  end(error: unknown): void
}

/** What a reader of a stream reports. */
export type ReaderEvents<Item> = {
  status(status: 'connecting' | 'live'): void
  item(item: Item): void
  /** The stream has ended, or failed with an error. */
  end(error: unknown): void
}

/** Items that an iteration holds for a slow consumer before it disconnects until they are taken. */
const maxBuffered = 1_000

/** Reads a stream as fast as its consumer takes it. Throws what the stream fails with, or the signal's reason. */
export async function* iterate<Item>(
  createReader: (events: ReaderEvents<Item>) => Reader,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item, void, undefined> {
  let buffer: Item[] = []
  let wake = () => {}
  let isOver = false
  let failure: unknown
  const reader = createReader({
    status: () => {},
    item(item) {
      buffer.push(item)
      // It goes on behind the last item of the buffer.
      if (buffer.length >= maxBuffered) reader.stop()
      wake()
    },
    end(error) {
      isOver = true
      failure = error
      wake()
    },
  })
  const abort = () => reader.end(signal?.reason)
  signal?.addEventListener('abort', abort)
  if (signal?.aborted) abort()
  try {
    for (;;) {
      const items = buffer
      buffer = []
      yield* items
      if (buffer.length > 0) continue
      if (failure !== undefined) throw failure
      if (isOver) return
      const change = new Promise<void>((resolve) => {
        wake = resolve
      })
      reader.start()
      await change
    }
  } finally {
    signal?.removeEventListener('abort', abort)
    reader.stop()
  }
}
