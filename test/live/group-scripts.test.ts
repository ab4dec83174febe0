import { describe, expect, it } from 'vitest'
import { ByteLimitError } from '../../src/data/byte-meter.ts'
import { HeldBytes } from '../../src/data/request-bytes.ts'
import { LimitError } from '../../src/errors/limit-error.ts'
import { many } from './log-script-rows.ts'
import { Audience } from './simulator/audience.ts'
import { onScriptedLog, type ScriptedLog } from './simulator/scripted-log.ts'
import { ViewerClient } from './simulator/viewer-client.ts'

/** A gateway with clients of these viewers, which follow the log. */
async function follow(
  log: ScriptedLog,
  viewers: readonly string[],
  maySee?: Audience['maySee'],
  heldBytes?: HeldBytes,
) {
  const audience = new Audience(log.world, log.database, log.topic, maySee, heldBytes)
  const clients = viewers.map((viewer) => new ViewerClient(viewer))
  for (const client of clients) client.connect(audience)
  await log.pass(1_300)
  const received = () => clients.map(({ stretches }) => stretches.flat())
  const close = async () => {
    for (const client of clients) client.disconnect()
    await log.pass(100)
    await audience.live.close()
  }
  return { audience, clients, received, close }
}

describe('an entry', () => {
  it('is read once for all subscriptions of a viewer, and once for each viewer', () =>
    onScriptedLog(async (log) => {
      const { audience, clients, received, close } = await follow(log, ['a', 'a', 'a', 'b', 'b'])
      await log.write({ type: 'x' }, { type: 'y' })
      expect(received()).toEqual(Array(5).fill(['x', 'y']))
      expect(audience.read.toSorted()).toEqual(['a: x', 'a: y', 'b: x', 'b: y'])
      expect(clients.map(({ seenAs }) => [...seenAs])).toEqual([['a'], ['a'], ['a'], ['b'], ['b']])
      await close()
      expect(audience.live.counts()).toEqual({ feeds: 0, interests: 0 })
    }))

  it('is not shown to viewers who may not see it, and costs them no other', () =>
    onScriptedLog(async (log) => {
      const maySee = (viewer: string, uid: string) => viewer === 'a' || uid !== 'private'
      const { received, clients, audience, close } = await follow(log, ['a', 'b', 'b'], maySee)
      await log.write({ type: 'private' }, { type: 'x' })
      await log.write({ type: 'private' })
      await log.write({ type: 'y' })
      expect(received()).toEqual([
        ['private', 'x', 'private', 'y'],
        ['x', 'y'],
        ['x', 'y'],
      ])
      clients[1]?.disconnect()
      await log.write({ type: 'z' })
      clients[1]?.connect(audience)
      await log.pass(100)
      expect(received().slice(1)).toEqual(Array(2).fill(['x', 'y', 'z']))
      await close()
    }))

  it('goes on for the others when one leaves while it is read, and is given up with the last', () =>
    onScriptedLog(async (log) => {
      const { audience, clients, received, close } = await follow(log, ['a', 'a', 'b'])
      audience.readMs = [100, 100]
      await log.write({ type: 'x' })
      expect(audience.read).toHaveLength(2)
      clients[0]?.disconnect()
      clients[2]?.disconnect()
      expect(audience.cancelled).toBe(1)
      await log.pass(150)
      expect(received()).toEqual([[], ['x'], []])
      await log.write({ type: 'y' })
      clients[1]?.disconnect()
      expect(audience.cancelled).toBe(2)
      await log.pass(150)
      for (const client of clients) client.connect(audience)
      await log.pass(500)
      expect(received()).toEqual(Array(3).fill(['x', 'y']))
      await close()
    }))

  it('is read anew for one who is far behind, and delays no other', () =>
    onScriptedLog(async (log) => {
      const { audience, received, close } = await follow(log, ['a'])
      const slow = new ViewerClient('a', () => log.world.pause(1_000))
      slow.connect(audience)
      await log.pass(100)
      const types = Array.from({ length: 20 }, (_, n) => `entry ${n}`)
      for (const type of types) await log.write({ type })
      expect([received()[0], slow.stretches.flat().length]).toEqual([types, 1])
      expect(audience.read).toHaveLength(20)
      await log.pass(25_000)
      expect(slow.stretches.flat()).toEqual(types)
      // The results of the newest entries are kept.
      expect(audience.read.length).toBeGreaterThan(20)
      expect(audience.read.length).toBeLessThan(40)
      slow.disconnect()
      await close()
    }))

  it.each([
    ['is kept for one who is some entries behind', 64_000_000, 5],
    ['is read anew for one who is behind, if results of that size are not kept', 1_000, 9],
  ])('%s', (_, maxBytes, reads) =>
    onScriptedLog(async (log) => {
      const { audience, received, close } = await follow(log, ['a'], undefined, new HeldBytes(maxBytes))
      const slow = new ViewerClient('a', () => log.world.pause(1_000))
      slow.connect(audience)
      await log.pass(100)
      const types = Array.from({ length: 5 }, (_, n) => `entry ${n}`)
      for (const type of types) await log.write({ type })
      await log.pass(10_000)
      expect([received()[0], slow.stretches.flat()]).toEqual([types, types])
      expect(audience.read).toHaveLength(reads)
      slow.disconnect()
      await close()
    }),
  )

  it.each([
    ['a timeout', Object.assign(new Error('canceling statement due to timeout'), { code: '57014' }), 3],
    ['others held too many bytes', new ByteLimitError('heldBytes'), 15],
  ])('is read again after a transient failure (%s), and comes once to each', (_, error, times) =>
    onScriptedLog(async (log) => {
      const { audience, received, close } = await follow(log, ['a', 'a', 'b'])
      log.failure = { text: 'from entry', error, times }
      await log.write(...many(3, 'x'))
      expect(received()).toEqual([[], [], []])
      await log.pass(20_000)
      expect(received()).toEqual(Array(3).fill(['x', 'x', 'x']))
      expect(audience.read.length).toBeGreaterThan(6)
      await close()
    }),
  )

  it('does not come to a viewer whose account was deactivated, whatever others receive', () =>
    onScriptedLog(async (log) => {
      const { audience, clients, received, close } = await follow(log, ['a', 'a', 'b'])
      await log.write({ type: 'x' })
      audience.deactivate('a')
      await log.pass(30)
      await log.write({ type: 'y' })
      expect(received()).toEqual([['x'], ['x'], ['x', 'y']])
      expect(clients.map(({ denied }) => denied)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', undefined])
      expect(audience.read).not.toContain('a: y')
      await close()
    }))

  it.each([
    ['comes', 'b', undefined, new LimitError('rows', 100)],
    ['does not come', 'a', 'UNAUTHENTICATED', new ByteLimitError('readBytes')],
  ])(
    '%s by the rights of the viewer, though other work used up what their check may read',
    (_, inactive, code, error) =>
      onScriptedLog(async (log) => {
        const { audience, clients, received, close } = await follow(log, ['a'])
        audience.accountError = error
        audience.inactive.add(inactive)
        audience.live.signals.wakeAll()
        await log.pass(30)
        expect(audience.accountError).toBeUndefined()
        await log.write({ type: 'x' })
        expect([received(), clients[0]?.denied]).toEqual([[code ? [] : ['x']], code])
        await close()
      }),
  )
})
