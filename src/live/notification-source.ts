import type { Database } from '../data/database.ts'
import { signalsInstalled } from './signals/installed.ts'
import { channel } from './watch-keys.ts'

/** The events of a notification source. */
export type SignalEvents = {
  /** Receives a notification; see `readChange`. */
  onSignal(payload: string): void
  /** Notifications are received from now on (again); earlier ones may have been missed. */
  onConnect(): void
  /** Notifications are missed from now on, until `onConnect`. Not every source reports it. */
  onLoss(): void
}

/** A source of change notifications. */
export type NotificationSource = {
  /**
   * Subscribes; the returned function unsubscribes. Reconnects automatically; resolves after the first
   * attempt, successful or not.
   */
  listen(events: SignalEvents): Promise<() => Promise<void>>
  /** Resolves to true if every change is currently signalled, as far as is known. */
  isComplete(): Promise<boolean>
}

/**
 * The database's own notifications: NOTIFY by the triggers of `signals/definition.ts`. A standby has the triggers and
 * refuses LISTEN.
 */
export function createTriggerSignals(database: Database): NotificationSource {
  return {
    listen: ({ onSignal, onConnect }) => database.listen(channel, onSignal, onConnect),
    isComplete: async () =>
      database.connections?.().listening !== false && (await signalsInstalled(database)),
  }
}
