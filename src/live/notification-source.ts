import type { Database } from '../data/database.ts'
import { signalsInstalled } from './signals/installed.ts'
import { channel } from './watch-keys.ts'

export type SignalEvents = {
  /** Hears a signal; see `readChange`. */
  onSignal(payload: string): void
  /** Signals come from now on (again); earlier ones may have been missed. */
  onConnect(): void
  /** Signals are missed from now on, until `onConnect`. Not told by every source. */
  onLoss?(): void
}

/** Where a process hears of changes. */
export type NotificationSource = {
  /** Hears until the answer is called. Comes back by itself; resolves after the first attempt, whatever came of it. */
  listen(events: SignalEvents): Promise<() => Promise<void>>
  /** Whether every change is signalled at the moment, as far as can be told. */
  isComplete(): Promise<boolean>
}

/** The database's own signals: NOTIFY, by the triggers of `signals/definition.ts`. */
export function triggerSignals(database: Database): NotificationSource {
  return {
    listen: ({ onSignal, onConnect }) => database.listen(channel, onSignal, onConnect),
    isComplete: () => signalsInstalled(database),
  }
}
