import { getEventListeners } from 'node:events'
import type { Pgoutput } from 'pg-logical-replication'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SlotState } from '../../../src/live/capture/publication.ts'
import { watched } from '../../../src/live/watched.ts'
import { failure, free, pass, type Reader, Scene } from './capture-scene.ts'

// Fake timers leave those with promises as they are.
vi.mock('node:timers/promises', async () => ({
  setTimeout: (await import('../../support/fake-pause.ts')).pause,
}))

const begin = { tag: 'begin', xid: 90 } as unknown as Pgoutput.Message
const insert = {
  tag: 'insert',
  relation: { name: 'run_tasks' },
  new: { id: 'r' },
} as unknown as Pgoutput.Message
const changed = { table: 'run_tasks', keys: { id: ['r'], session_id: null } }
const everything = Object.keys(watched).map((table) => ({ table, keys: null }))
const commit = { tag: 'commit', commitEndLsn: '0/60' } as unknown as Pgoutput.Message

describe('a capture', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('creates the slot that is missing, and reads it', async () => {
    const scene = new Scene()
    const capture = await scene.start()
    await pass()
    expect(scene.calls).toEqual([
      'subscribe to the_channel',
      'create the_slot',
      'publish to the_channel',
      'read the_slot',
    ])
    expect(scene.starts).toBe(0)
    scene.read()
    expect([scene.starts, scene.errors]).toEqual([1, []])
    await capture.close()
  })

  it('creates a slot that the server gave up anew', async () => {
    const scene = new Scene({ ...free, lost: true })
    const capture = await scene.start()
    await pass()
    expect(scene.calls.slice(1)).toEqual([
      'drop',
      'create the_slot',
      'publish to the_channel',
      'read the_slot',
    ])
    await capture.close()
  })

  it.each([
    ['created', undefined],
    ['found', free],
  ])(
    'says that everything may have changed when it has acquired a slot that it %s, then the changes',
    async (_, slot) => {
      const scene = new Scene(slot)
      const capture = await scene.start()
      await pass()
      expect(scene.publishers[0]?.published).toEqual([])
      const { events } = scene.read()
      for (const message of [begin, insert, commit]) events.onMessage(message)
      await pass()
      expect(scene.publishers[0]?.published.map((signal) => JSON.parse(signal))).toEqual([
        ...everything,
        changed,
      ])
      await capture.close()
    },
  )

  it('says that everything may have changed if another process created the slot, and ended before it said so', async () => {
    const scene = new Scene()
    const connectRedis = scene.connectRedis
    scene.connectRedis = () => new Promise(() => {})
    await scene.start()
    await pass()
    scene.connectRedis = connectRedis
    const capture = await scene.start()
    await pass()
    scene.read()
    await pass()
    expect(scene.calls.filter((call) => call === 'create the_slot')).toHaveLength(1)
    expect(scene.publishers[0]?.published).toHaveLength(everything.length)
    await capture.close()
  })

  it.each([
    ['of a slot that is there', free, '0/50'],
    ['of a slot that it created', undefined, '0/70'],
    ['of a slot that nobody has read', { ...free, position: null }, '0/1'],
  ])('confirms nothing beyond the position %s before it has read on', async (_, slot, position) => {
    const scene = new Scene(slot)
    const capture = await scene.start()
    await pass()
    const { events } = scene.read()
    events.onMessage(begin)
    expect(events.onPosition('0/80')).toBe(position)
    await capture.close()
  })

  it('reads from the start where the slot is gone as soon as it is made', async () => {
    const scene = new Scene()
    scene.createSlot = async () => {}
    const capture = await scene.start()
    await pass()
    scene.read().events.onMessage(begin)
    expect(scene.read().events.onPosition('0/80')).toBe('0/1')
    await capture.close()
  })

  it('publishes what is committed, then confirms it, and nothing older', async () => {
    const scene = new Scene(free)
    const capture = await scene.start()
    await pass()
    const { events, confirmed } = scene.read()
    await pass()
    expect(confirmed).toEqual(['0/50'])
    for (const message of [begin, insert, commit]) events.onMessage(message)
    expect(confirmed).toEqual(['0/50'])
    await pass()
    expect(
      scene.publishers[0]?.published.slice(everything.length).map((signal) => JSON.parse(signal)),
    ).toEqual([changed])
    expect(confirmed).toEqual(['0/50', '0/60'])
    await capture.close()
  })

  it('leaves a slot to its reader, and looks about once a second whether it is free', async () => {
    const scene = new Scene({ ...free, active: true })
    const capture = await scene.start()
    await pass(100_000)
    expect(scene.calls).toEqual(['subscribe to the_channel'])
    const pauses = scene.looks.slice(1).map((at, i) => at - (scene.looks[i] ?? 0))
    expect(pauses.length).toBeGreaterThan(75)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(750)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(1_250)
    // Gateways that began at the same moment do not go on so.
    expect(new Set(pauses).size).toBeGreaterThan(10)
    scene.slot = free
    await pass(1_250)
    expect(scene.readers).toHaveLength(1)
    await capture.close()
  })

  it.each<[string, (scene: Scene, reader: Reader) => void]>([
    ['the connection to Redis breaks', ({ publishers }) => publishers.at(-1)?.onLost(failure('broken'))],
    ['the slot can no longer be read', (_, { events }) => events.onEnd(failure('broken'))],
    [
      'a change cannot be published',
      (scene, { events }) => {
        scene.publish = async (signals) => {
          if (signals.length > 0) throw failure('broken')
        }
        for (const message of [begin, insert, commit]) events.onMessage(message)
      },
    ],
  ])('closes both connections when %s, says so, and reads again', async (_, breakOff) => {
    const scene = new Scene(free)
    const capture = await scene.start()
    await pass()
    const reader = scene.read()
    await pass(60_000)
    expect(scene.readers).toHaveLength(1)
    breakOff(scene, reader)
    await pass()
    expect([scene.publishers[0]?.isOpen, reader.isOpen, scene.errors]).toEqual([false, false, ['broken']])
    await pass(1_250)
    expect(scene.readers).toHaveLength(2)
    expect(scene.publishers[1]?.isOpen).toBe(true)
    scene.read()
    expect(scene.starts).toBe(2)
    await capture.close()
  })

  it('reads nothing while Redis is away, and says so', async () => {
    const scene = new Scene(free)
    scene.connectRedis = async () => {
      throw failure('Redis is away.')
    }
    const capture = await scene.start()
    await pass(10_000)
    expect([scene.readers, scene.errors]).toEqual([[], ['Redis is away.']])
    await capture.close()
  })

  it('confirms nothing, and releases the slot, while Redis does not take what no slot contains', async () => {
    const scene = new Scene()
    scene.publish = async () => {
      throw failure('Redis is full.')
    }
    const capture = await scene.start()
    for (let turn = 0; turn < 10; turn += 1) {
      await pass(1_250)
      const { events } = scene.read()
      for (const message of [begin, insert, commit]) events.onMessage(message)
      await pass()
    }
    expect(scene.errors).toEqual(Array.from({ length: 10 }, () => 'Redis is full.'))
    expect(scene.readers.filter(({ isOpen, confirmed }) => isOpen || confirmed.length > 0)).toEqual([])
    expect(scene.publishers.filter(({ isOpen }) => isOpen)).toEqual([])
    await capture.close()
  })

  it('reports an error once, and again after it has read or another did', async () => {
    const scene = new Scene(free)
    const capture = await scene.start()
    const fail = async (message: string) => {
      scene.readers.at(-1)?.events.onEnd(failure(message))
      await pass(1_250)
    }
    await pass()
    await fail('one')
    await fail('one')
    await fail('other')
    expect(scene.errors).toEqual(['one', 'other'])
    scene.read()
    await fail('other')
    expect(scene.errors).toEqual(['one', 'other', 'other'])
    scene.slot = { ...free, active: true }
    await fail('other')
    expect(scene.errors).toHaveLength(3)
    await pass(1_250)
    scene.slot = free
    await pass(1_250)
    await fail('other')
    expect(scene.errors).toEqual(['one', 'other', 'other', 'other'])
    await capture.close()
  })

  it.each([
    ['creates it at the same time', '42710'],
    ['was faster to read it', '55006'],
  ])('reports nothing when another gateway %s', async (_, code) => {
    const scene = new Scene()
    scene.createSlot = async () => {
      throw failure('taken', code)
    }
    const capture = await scene.start()
    await pass(5_000)
    expect(scene.calls.filter((call) => call === 'create the_slot').length).toBeGreaterThan(2)
    expect(scene.errors).toEqual([])
    await capture.close()
  })

  it('keeps no listener but that of its pause, however often Redis is away', async () => {
    const scene = new Scene()
    scene.createSlot = async () => {}
    scene.connectRedis = async () => {
      throw failure('Redis is away.')
    }
    const capture = await scene.start()
    await pass(10_000)
    expect(scene.calls.filter((call) => call === 'publish to the_channel').length).toBeGreaterThan(6)
    expect(getEventListeners(scene.stopping as AbortSignal, 'abort').length).toBeLessThanOrEqual(1)
    await capture.close()
  })

  it.each<[boolean, string, SlotState | undefined]>([
    [true, 'somebody reads the slot', { ...free, active: true }],
    [false, 'nobody reads the slot', free],
    [false, 'the slot is being created', { active: true, lost: false, position: null }],
    [false, 'there is no slot', undefined],
  ])('knows whether changes are published: %s if %s', async (expected, _, slot) => {
    const scene = new Scene({ ...free, active: true })
    const capture = await scene.start()
    scene.slot = slot
    expect(await capture.signals.isComplete()).toBe(expected)
    await capture.close()
  })
})
