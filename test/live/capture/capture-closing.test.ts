import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { free, pass, Scene } from './capture-scene.ts'

// Fake timers leave those with promises as they are.
vi.mock('node:timers/promises', async () => ({
  setTimeout: (await import('../../support/fake-pause.ts')).pause,
}))

describe('a capture that is closed', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('releases the slot, and asks for nothing more', async () => {
    const scene = new Scene(free)
    const capture = await scene.start()
    await pass()
    const reader = scene.read()
    await capture.close()
    expect([scene.publishers[0]?.isOpen, reader.isOpen]).toEqual([false, false])
    const looks = scene.looks.length
    await pass(10_000)
    expect([scene.looks.length, scene.readers.length, scene.errors]).toEqual([looks, 1, []])
  })

  it('closes what opens afterwards, and what fails then is no error', async () => {
    const scene = new Scene(free)
    let connect = () => {}
    scene.connectRedis = () =>
      new Promise((resolve) => {
        connect = resolve
      })
    const capture = await scene.start()
    await pass()
    const closing = capture.close()
    connect()
    await closing
    expect(scene.publishers.map(({ isOpen }) => isOpen)).toEqual([false])
    expect(scene.readers.filter(({ isOpen }) => isOpen)).toEqual([])
    expect(scene.errors).toEqual([])
  })

  it('gives the creation of a slot up', async () => {
    const scene = new Scene()
    let create = () => {}
    scene.createSlot = () =>
      new Promise((resolve) => {
        create = resolve
      })
    const capture = await scene.start()
    await pass()
    expect(scene.stopping?.aborted).toBe(false)
    const closing = capture.close()
    expect(scene.stopping?.aborted).toBe(true)
    create()
    await closing
    expect([scene.publishers, scene.errors]).toEqual([[], []])
  })
})
