import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../../data/database.ts'
import type { SlotReader } from '../../data/slot.ts'
import { hasSqlState } from '../../data/sql-states.ts'
import type { NotificationSource } from '../notification-source.ts'
import type { CaptureConnections } from './connections.ts'
import { type CaptureNames, dropSlot, readCaptureNames, readSlotState } from './publication.ts'
import type { Publisher } from './redis.ts'
import { Relay } from './relay.ts'

/** Interval of attempts to acquire the slot. */
const turnMs = 1_000
/** Lower than any other WAL position. */
const firstPosition = '0/1'

/** Options of a capture. */
export type CaptureOptions = {
  readonly database: Database
  readonly connections: CaptureConnections
  /** This process has acquired the slot and publishes for all gateways. */
  readonly onReading: () => void
  /** This process lost the slot or cannot acquire it; called once per distinct error, and retried. */
  readonly onError: (error: Error) => void
}

/**
 * Change data capture by logical replication instead of triggers: one gateway reads a replication slot and
 * publishes the changed keys in Redis, to which all gateways subscribe. Since the server allows one reader
 * per slot, acquiring it elects the leader; the other gateways retry once a second. The slot retains
 * unpublished changes.
 */
export class Capture {
  /** The notifications that this process receives, whichever gateway publishes them. */
  readonly signals: NotificationSource
  readonly #options: CaptureOptions
  readonly #names: CaptureNames
  readonly #stopping = new AbortController()
  readonly #running: Promise<void>
  #lastError: string | undefined

  private constructor(options: CaptureOptions, names: CaptureNames) {
    const { database, connections } = options
    this.#options = options
    this.#names = names
    this.signals = connections.subscribe(names.channel, async () => {
      const state = await readSlotState(database, names.slot)
      return state?.active === true && state.position !== null
    })
    this.#running = this.#run(this.#stopping.signal)
  }

  static async start(options: CaptureOptions): Promise<Capture> {
    return new Capture(options, await readCaptureNames(options.database))
  }

  /** Releases the slot. */
  async close(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#turn(signal).catch((error: Error) => {
        if (signal.aborted || hasSqlState(error, 'slotTaken') || error.message === this.#lastError) return
        this.#lastError = error.message
        this.#options.onError(error)
      })
      // With jitter, so that the gateways do not retry simultaneously.
      await pause(turnMs * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {})
    }
  }

  /** Reads the slot if it is free, until reading fails. */
  async #turn(signal: AbortSignal): Promise<void> {
    const { database, connections } = this.#options
    const { slot } = this.#names
    const state = await readSlotState(database, slot)
    if (state?.active) {
      this.#lastError = undefined
      return
    }
    if (state && !state.lost) return this.#read(state.position, signal)
    if (state) await dropSlot(database)
    await connections.createSlot(slot, signal)
    const made = await readSlotState(database, slot)
    await this.#read(made?.position, signal)
  }

  async #read(from: string | null | undefined, signal: AbortSignal): Promise<void> {
    const { database, connections, onReading } = this.#options
    const { slot, channel } = this.#names
    signal.throwIfAborted()
    const session = new AbortController()
    const end = (reason: unknown) => session.abort(reason)
    signal.addEventListener('abort', end)
    let publisher: Publisher | undefined
    let reader: Pick<SlotReader, 'confirm' | 'close'> | undefined
    try {
      publisher = await connections.openPublisher(channel, end)
      const relay = new Relay({
        sql: database,
        publisher,
        from: from ?? firstPosition,
        signal: session.signal,
        onDone: (position) => reader?.confirm(position),
        onFailure: end,
      })
      const onStart = () => {
        this.#lastError = undefined
        relay.start()
        onReading()
      }
      reader = connections.readSlot(slot, {
        onStart,
        onMessage: (message) => relay.onMessage(message),
        onPosition: (position) => relay.onPosition(position),
        onEnd: end,
      })
      if (!session.signal.aborted) await once(session.signal, 'abort')
      session.signal.throwIfAborted()
    } finally {
      session.abort()
      signal.removeEventListener('abort', end)
      publisher?.close()
      await reader?.close()
    }
  }
}
