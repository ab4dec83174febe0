import { createSlot, type SlotEvents, SlotReader } from '../../data/slot.ts'
import type { NotificationSource } from '../notification-source.ts'
import { publication } from './publication.ts'
import { createRedisSignals, openPublisher, type Publisher } from './redis.ts'

/** How a capture reaches the replication slot and Redis. */
export type CaptureConnections = {
  /** Creates a slot; rejects if it exists, or if the signal aborts first. */
  createSlot(slot: string, signal: AbortSignal): Promise<void>
  /** Starts reading a slot, exclusively. */
  readSlot(slot: string, events: SlotEvents): Pick<SlotReader, 'confirm' | 'close'>
  /** Connects a publisher, and calls `onLost` when the connection breaks. */
  openPublisher(channel: string, onLost: (error: Error) => void): Promise<Publisher>
  /** The notifications of a channel; `isPublished` resolves to true while some gateway publishes them. */
  subscribe(channel: string, isPublished: () => Promise<boolean>): NotificationSource
}

/** Connects to these servers; `onWait` receives transient errors of the subscriber. */
export function connectCapture(
  { databaseUrl, redisUrl }: { databaseUrl: string; redisUrl: string },
  onWait: (error: Error) => void,
): CaptureConnections {
  return {
    createSlot: (slot, signal) => createSlot(databaseUrl, slot, signal),
    readSlot: (slot, events) => new SlotReader(databaseUrl, { slot, publication }, events),
    openPublisher: (channel, onLost) => openPublisher(redisUrl, channel, onLost),
    subscribe: (channel, isPublished) =>
      createRedisSignals({ redisUrl, channel, isPublished, onError: onWait }),
  }
}
