import { createClient } from '@redis/client'
import pg from 'pg'
import { expect } from 'vitest'
import { type Change, channel as triggerChannel } from '../../../src/live/watch-keys.ts'

/** Signals as they came, and one that marks the end of those of a test. */
export class ReceivedSignals {
  readonly changes: Change[] = []
  receive = (payload: string): void => {
    const { table, keys } = JSON.parse(payload) as Change
    const sorted =
      keys &&
      Object.entries(keys)
        .map(([column, values]) => [column, values?.toSorted() ?? null] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
    this.changes.push({ table, keys: sorted && Object.fromEntries(sorted) })
  }
  close = async (): Promise<void> => {}

  /** Resolves when a signal like this has come. */
  async has(change: Change): Promise<void> {
    await expect.poll(() => this.changes, { timeout: 20_000, interval: 10 }).toContainEqual(change)
  }

  /** Resolves when a signal names this session, alone or with others whose changes were read together. */
  async names(session: string): Promise<void> {
    const isNamed = () => this.changes.some(({ keys }) => keys?.session_id?.includes(session))
    await expect.poll(isNamed, { timeout: 20_000, interval: 10 }).toBe(true)
  }
}

/** Hears what is published in Redis. */
export async function recordRedis(url: string, channel: string): Promise<ReceivedSignals> {
  const received = new ReceivedSignals()
  const client = createClient({ url })
  client.on('error', () => {})
  await client.connect()
  await client.subscribe(channel, received.receive)
  received.close = async () => client.destroy()
  return received
}

/** Hears what the triggers say. */
export async function recordTriggers(databaseUrl: string): Promise<ReceivedSignals> {
  const received = new ReceivedSignals()
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  client.on('notification', ({ payload = '' }) => received.receive(payload))
  await client.connect()
  await client.query(`listen ${triggerChannel}`)
  received.close = () => client.end()
  return received
}
