import type { Pgoutput } from 'pg-logical-replication'
import type { Queryable } from '../../data/database.ts'
import type { SlotEvents } from '../../data/slot.ts'
import { ChangedKeys } from './changed-keys.ts'
import type { Publisher } from './redis.ts'
import { waitUntilVisible } from './visible.ts'

/** Options of a relay. */
export type RelayOptions = {
  readonly sql: Queryable
  readonly publisher: Publisher
  /** The confirmed WAL position to continue from. */
  readonly from: string
  readonly signal: AbortSignal
  /** Everything before this position was published. */
  readonly onDone: (position: string) => void
  /** The relay stopped with an error. */
  readonly onFailure: (error: Error) => void
}

/**
 * Converts a slot's messages to notifications and publishes them. Transactions that end while others are
 * being published are coalesced, so that the number of notifications under load does not grow with the number
 * of transactions.
 */
export class Relay implements Pick<SlotEvents, 'onMessage' | 'onPosition'> {
  readonly #options: RelayOptions
  /** The transaction being received, and the changes of completely received ones. */
  #current: { readonly xid: number; readonly changed: ChangedKeys } | undefined
  // A slot does not contain transactions committed before its creation, and the process that created it may
  // have ended before it published anything.
  #changed = ChangedKeys.everything()
  #xids: number[] = []
  #reached: string
  #done: string
  #isPublishing = false

  constructor(options: RelayOptions) {
    this.#options = options
    this.#reached = options.from
    this.#done = options.from
  }

  /** Publishes that everything may have changed; changes follow. To be called when the slot is acquired. */
  start(): void {
    void this.#publish()
  }

  onMessage(message: Pgoutput.Message): void {
    if (message.tag === 'begin') {
      this.#current = { xid: message.xid, changed: new ChangedKeys() }
    } else if (message.tag === 'commit') {
      if (this.#current) {
        this.#changed.merge(this.#current.changed)
        this.#xids.push(this.#current.xid)
      }
      this.#current = undefined
      this.#reached = message.commitEndLsn ?? this.#reached
      if (!this.#isPublishing) void this.#publish()
    } else {
      this.#current?.changed.add(message)
    }
  }

  onPosition(position: string): string {
    if (!this.#current && !this.#isPublishing) this.#done = position
    return this.#done
  }

  async #publish(): Promise<void> {
    const { sql, publisher, signal, onDone, onFailure } = this.#options
    this.#isPublishing = true
    try {
      while (this.#done !== this.#reached || !this.#changed.isEmpty) {
        const [changed, xids, reached] = [this.#changed, this.#xids, this.#reached]
        this.#changed = new ChangedKeys()
        this.#xids = []
        if (!changed.isEmpty) {
          await waitUntilVisible(sql, xids, signal)
          await publisher.publish(changed.signals())
        }
        this.#done = reached
        onDone(reached)
      }
      this.#isPublishing = false
    } catch (error) {
      // The taken changes were not published, so no later position may be confirmed.
      onFailure(error as Error)
    }
  }
}
