import type { Channel, TracingChannel } from 'node:diagnostics_channel'

/** Listens to a channel that carries messages of this type, until the answer is called. */
export function observe<Message>(channel: Channel, hear: (message: Message) => void): () => void {
  const listener = (message: unknown) => hear(message as Message)
  channel.subscribe(listener)
  return () => channel.unsubscribe(listener)
}

/** Listens to what has a beginning and an end: how long it took, in milliseconds, and whether it failed. */
export function observeSpans<Context extends object>(
  channel: TracingChannel<unknown, Context>,
  hear: (ms: number, failed: boolean) => void,
): () => void {
  const starts = new WeakMap<Context, number>()
  const listeners = {
    start: (context: Context) => void starts.set(context, performance.now()),
    end() {},
    asyncStart() {},
    asyncEnd(context: Context & { error?: unknown }) {
      const start = starts.get(context)
      if (start !== undefined) hear(performance.now() - start, context.error !== undefined)
    },
    error() {},
  }
  channel.subscribe(listeners)
  return () => channel.unsubscribe(listeners)
}
