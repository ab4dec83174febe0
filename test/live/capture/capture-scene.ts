import { vi } from 'vitest'
import type { Database, Statement } from '../../../src/data/database.ts'
import type { SlotEvents } from '../../../src/data/slot.ts'
import { Capture } from '../../../src/live/capture/capture.ts'
import type { SlotState } from '../../../src/live/capture/publication.ts'

/** A slot that nobody reads. */
export const free: SlotState = { active: false, lost: false, position: '0/50' }

/** An error, with an SQLSTATE if one is given. */
export const failure = (message: string, code?: string) => Object.assign(new Error(message), { code })

/** Lets time pass by the fake timers, in milliseconds. */
export const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

/** A connection that reads the slot. */
export type Reader = { readonly events: SlotEvents; readonly confirmed: string[]; isOpen: boolean }

type Publisher = {
  readonly onLost: (error: Error) => void
  readonly published: string[]
  isOpen: boolean
}

/** A slot and Redis of which a test says how they answer. */
export class Scene {
  slot: SlotState | undefined
  /** What was asked of the slot and Redis, in order. */
  readonly calls: string[] = []
  readonly readers: Reader[] = []
  readonly publishers: Publisher[] = []
  readonly errors: string[] = []
  /** Moments at which the slot's state was read. */
  readonly looks: number[] = []
  starts = 0
  stopping: AbortSignal | undefined
  isPublished: () => Promise<boolean> = async () => false
  createSlot = async (): Promise<void> => {
    this.slot = { active: false, lost: false, position: '0/70' }
  }
  connectRedis = async (): Promise<void> => {}
  publish: (signals: readonly string[]) => Promise<void> = async (signals) =>
    void this.publishers.at(-1)?.published.push(...signals)

  constructor(slot?: SlotState) {
    this.slot = slot
  }

  readonly #database = {
    query: async (statement: Statement | string) => {
      const { name, text } = typeof statement === 'string' ? { name: '', text: statement } : statement
      if (name === 'live_slot') {
        this.looks.push(Date.now())
        return this.slot ? [this.slot] : []
      }
      if (name === 'live_snapshot') return [{ snapshot: '100:100:' }]
      if (text.includes('pg_drop_replication_slot')) {
        this.calls.push('drop')
        this.slot = undefined
      }
      return [{ slot: 'the_slot', channel: 'the_channel' }]
    },
  } as unknown as Database

  readonly start = (): Promise<Capture> =>
    Capture.start({
      database: this.#database,
      connections: {
        createSlot: (slot, signal) => {
          this.calls.push(`create ${slot}`)
          this.stopping = signal
          return this.createSlot()
        },
        readSlot: (slot, events) => {
          this.calls.push(`read ${slot}`)
          const reader: Reader = { events, confirmed: [], isOpen: true }
          this.readers.push(reader)
          return {
            confirm: (position) => void reader.confirmed.push(position),
            close: async () => {
              reader.isOpen = false
            },
          }
        },
        openPublisher: async (channel, onLost) => {
          this.calls.push(`publish to ${channel}`)
          await this.connectRedis()
          const publisher: Publisher = { onLost, published: [], isOpen: true }
          this.publishers.push(publisher)
          return {
            publish: (signals) => this.publish(signals),
            close: () => {
              publisher.isOpen = false
            },
          }
        },
        subscribe: (channel, isPublished) => {
          this.calls.push(`subscribe to ${channel}`)
          this.isPublished = isPublished
          return { listen: async () => async () => {}, isComplete: isPublished }
        },
      },
      onReading: () => {
        this.starts += 1
      },
      onError: ({ message }) => this.errors.push(message),
    })

  /** The reader that was opened last, which has acquired the slot. */
  read(): Reader {
    const reader = this.readers.at(-1)
    if (!reader) throw new Error('Nobody reads the slot.')
    reader.events.onStart()
    return reader
  }
}
