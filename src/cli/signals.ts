import type { Database } from '../data/database.ts'
import { installPublication, isPublished, removePublication } from '../live/capture/publication.ts'
import { installTriggers, removeTriggers } from '../live/signals/install.ts'
import { signalsInstalled } from '../live/signals/installed.ts'

/** The methods of change capture; see `CHANGE_CAPTURE`. */
export const signalWays = ['triggers', 'replication'] as const
/** A method of change capture. */
export type SignalMethod = (typeof signalWays)[number]

/** Installs or replaces the triggers that signal changes, or the publication. */
export const installSignals = (database: Database, method: SignalMethod = 'triggers'): Promise<void> =>
  method === 'replication' ? installPublication(database) : installTriggers(database)

/**
 * Removes the triggers and their functions, or the publication and the slot. Changes nothing else. Throws
 * while a gateway reads the slot.
 */
export const removeSignals = (database: Database, method: SignalMethod = 'triggers'): Promise<void> =>
  method === 'replication' ? removePublication(database) : removeTriggers(database)

/** Describes the installed change capture, as the end of a sentence about the database. */
export async function describeSignals(database: Database): Promise<string> {
  const triggers = await signalsInstalled(database)
  if (await isPublished(database))
    return `publishes its log${triggers ? ', and signals its changes by triggers' : ''}.`
  return triggers ? 'signals its changes.' : 'is polled for changes.'
}
