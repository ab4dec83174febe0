import type { Channel } from 'node:diagnostics_channel'

/** Beginning of the names of all metrics. */
export const prefix = 'ii_gateway_'

/** Upper bounds of the buckets of durations, in seconds. */
export const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Subscribes to a channel with messages of this type; returns a function that unsubscribes. */
export function observe<Message>(channel: Channel, onMessage: (message: Message) => void): () => void {
  const listener = (message: unknown) => onMessage(message as Message)
  channel.subscribe(listener)
  return () => channel.unsubscribe(listener)
}
