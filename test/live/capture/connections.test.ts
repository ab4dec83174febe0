import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CaptureConnections, connectCapture } from '../../../src/live/capture/connections.ts'
import { publication } from '../../../src/live/capture/publication.ts'
import { RedisStub } from './redis-stub.ts'
import { WalSenderStub } from './wal-sender-stub.ts'

const never = new AbortController().signal

describe('the connections of a capture', () => {
  let redis: RedisStub
  let sender: WalSenderStub
  let connections: CaptureConnections
  let waits: string[]
  beforeEach(async () => {
    redis = new RedisStub()
    sender = new WalSenderStub()
    await redis.start()
    waits = []
    connections = connectCapture({ databaseUrl: await sender.start(), redisUrl: redis.url }, ({ message }) =>
      waits.push(message),
    )
  })
  afterEach(async () => {
    await redis.stop()
    await sender.stop()
  })

  it('create a slot in the database, or say why not', async () => {
    await connections.createSlot('the_slot', never)
    expect(sender.commands).toEqual([expect.stringMatching(/^CREATE_REPLICATION_SLOT "the_slot" LOGICAL /)])
    sender.refusal = { code: '42710', text: 'it exists' }
    await expect(connections.createSlot('the_slot', never)).rejects.toMatchObject({ code: '42710' })
  })

  it('give up a slot that waits for old transactions', async () => {
    sender.isSilent = true
    const stop = new AbortController()
    const creating = connections.createSlot('the_slot', stop.signal)
    creating.catch(() => {})
    await expect.poll(() => sender.commands).toHaveLength(1)
    stop.abort()
    await expect(creating).rejects.toThrow()
  })

  it.each([
    ['until it ends', undefined],
    ['unless another reader has it', { code: '55006', text: 'the slot is active' }],
  ])('read the slot with what is published, %s', async (_, refusal) => {
    sender.refusal = refusal
    const reports: unknown[] = []
    const reader = connections.readSlot('the_slot', {
      onStart: () => reports.push('start'),
      onMessage: () => {},
      onPosition: (position) => position,
      onEnd: (error) => reports.push(error),
    })
    await expect.poll(() => reports.length).toBeGreaterThan(0)
    expect(reports[0]).toEqual(refusal ? expect.objectContaining({ code: refusal.code }) : 'start')
    const [command = ''] = sender.commands
    expect(command).toMatch(/^START_REPLICATION SLOT "the_slot"/)
    expect(command).toMatch(new RegExp(`publication_names '${publication}'`))
    await reader.close()
  })

  it('publish and receive signals through Redis, and report what breaks', async () => {
    const received: string[] = []
    const losses: string[] = []
    let isPublished = false
    const source = connections.subscribe('the_channel', async () => isPublished)
    const onSignal = (payload: string) => received.push(payload)
    const stop = await source.listen({ onSignal, onConnect: () => {}, onLoss: () => {} })
    const publisher = await connections.openPublisher('the_channel', ({ message }) => losses.push(message))
    await publisher.publish(['changed'])
    await expect.poll(() => received).toEqual(['changed'])
    expect(await source.isComplete()).toBe(false)
    isPublished = true
    expect(await source.isComplete()).toBe(true)
    expect([waits, losses]).toEqual([[], []])
    redis.breakConnections()
    await expect.poll(() => [waits.length, losses.length].every((count) => count > 0)).toBe(true)
    await stop()
    publisher.close()
  })
})
