import { describe, expect, it } from 'vitest'
import { onScene, run, runsOf } from './notifier-scene.ts'

describe('a change', () => {
  it('notifies watchers of its table or one of its keys, once', () =>
    onScene(async (scene) => {
      scene.watch('all runs', { table: 'run_tasks' })
      scene.watch('a', run('a'))
      scene.watch('b', run('b'))
      scene.watch('a and b', run('a'), run('b'))
      scene.watch('others', { table: 'run_tasks_of_others' })
      await scene.pass(20)
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['a', 'b'] } })).toEqual([
        'all runs',
        'a',
        'a and b',
        'b',
      ])
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['b'] } })).toEqual([
        'all runs',
        'b',
        'a and b',
      ])
    }))

  it('without keys notifies every watcher of its table, as if changes were missed', () =>
    onScene(async (scene) => {
      scene.watch('all runs', { table: 'run_tasks' })
      scene.watch('a', run('a'))
      scene.watch('others', { table: 'run_tasks_of_others' })
      scene.watch('sessions', { table: 'sessions', column: 'id', key: 'run_tasks.' })
      await scene.pass(20)
      expect(await scene.signal({ table: 'run_tasks', keys: null })).toEqual(['all runs!', 'a!'])
    }))

  it('notifies no watcher of a payload that is not one of the triggers', () =>
    onScene(async (scene) => {
      scene.watch('all runs', { table: 'run_tasks' })
      await scene.pass(20)
      expect(await scene.signal('run_tasks')).toEqual([])
      expect(scene.errors).toEqual([])
    }))

  it('of a run notifies watchers of the runs of its session’s owner', () =>
    onScene(async (scene) => {
      scene.watch('a', run('a'))
      await scene.pass(20)
      await scene.signal({ table: 'run_tasks', keys: { session_id: ['a'] } })
      expect(scene.asked).toEqual([])
      const leave = scene.watch('owner of a', runsOf('owner of a'))
      scene.watch('owner of b', runsOf('owner of b'))
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['a'] } })).toEqual([
        'a',
        'owner of a',
      ])
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['a', 'b'] } })).toEqual([
        'a',
        'owner of a',
        'owner of b',
      ])
      // Owners are read once a minute.
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['b'] } })).toEqual(['owner of b'])
      expect(scene.asked).toEqual([['a'], ['b']])
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['removed', 'b'] } })).toEqual([
        'owner of b',
      ])
      scene.asked.pop()
      expect(await scene.signal({ table: 'sessions', keys: { session_id: ['c'] } })).toEqual([])
      expect(await scene.signal({ table: 'run_tasks', keys: { id: ['c'] } })).toEqual([])
      expect(scene.asked).toEqual([['a'], ['b']])
      leave()
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['a'] } })).toEqual(['a'])
    }))

  it('of a run notifies the new owner of its session within a minute', () =>
    onScene(async (scene) => {
      const ofRun = { table: 'run_tasks', keys: { session_id: ['a'] } }
      scene.watch('owner of a', runsOf('owner of a'))
      scene.watch('other', runsOf('other'))
      await scene.pass(50)
      expect(await scene.signal(ofRun)).toEqual(['owner of a'])
      scene.ownerOf = () => 'other'
      await scene.pass(59_000)
      expect(await scene.signal(ofRun)).toEqual(['owner of a'])
      await scene.pass(1_500)
      expect(await scene.signal(ofRun)).toEqual(['other'])
      expect(scene.asked).toEqual([['a'], ['a']])
    }))

  it('reads no owners when no watcher watches runs by their owner', () =>
    onScene(async (scene) => {
      const leave = scene.watch('owner', runsOf('owner'), run('x'))
      scene.watch('sessions of a user', { table: 'sessions', column: 'user_id', key: 'owner' })
      await scene.pass(20)
      leave()
      await scene.signal({ table: 'run_tasks', keys: { session_id: ['a'] } })
      expect(scene.asked).toEqual([])
    }))

  it('is reported where its owner cannot be read, and wakes the others', () =>
    onScene(async (scene) => {
      scene.watch('a', run('a'))
      scene.watch('owner of a', runsOf('owner of a'))
      await scene.pass(20)
      scene.failure = new Error('away')
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['a'] } })).toEqual(['a'])
      expect(scene.errors).toEqual([scene.failure])
    }))

  it('notifies every watcher except those that left', () =>
    onScene(async (scene) => {
      const leave = scene.watch('first', run('a'))
      scene.watch('second', run('a'))
      await scene.pass(20)
      leave()
      leave()
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['a'] } })).toEqual(['second'])
      expect(scene.notifier.size).toBe(1)
    }))
})

describe('the source of notifications', () => {
  it('listens once while there are watchers', () =>
    onScene(async (scene) => {
      expect([scene.listens, scene.notifier.size]).toEqual([0, 0])
      const leave = [scene.watch('a', run('a')), scene.watch('b', run('b'))]
      await scene.pass(100)
      expect([scene.listens, scene.stops, scene.notifier.size]).toEqual([1, 0, 2])
      leave[0]?.()
      await scene.pass(100)
      expect([scene.listens, scene.stops, scene.notifier.size]).toEqual([1, 0, 1])
      leave[1]?.()
      await scene.pass(100)
      expect([scene.listens, scene.stops, scene.notifier.size]).toEqual([1, 1, 0])
      scene.watch('again', run('a'))
      await scene.pass(100)
      expect([scene.listens, scene.stops]).toEqual([2, 1])
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['a'] } })).toEqual(['again'])
    }))

  it('is not left listening by a watcher that leaves at once', () =>
    onScene(async (scene) => {
      scene.watch('a', run('a'))()
      await scene.pass(100)
      expect(scene.listens).toBe(scene.stops)
      expect(scene.world.pending).toBe(0)
    }))

  it('wakes everybody when it is connected again', () =>
    onScene(async (scene) => {
      scene.watch('a', run('a'))
      scene.watch('b', { table: 'sessions' })
      await scene.pass(20)
      scene.events?.onConnect()
      expect(scene.woken).toEqual(['a!', 'b!'])
    }))

  it('stops listening and notifying when the notifier is closed', () =>
    onScene(async (scene) => {
      scene.watch('a', run('a'))
      await scene.pass(20)
      const closing = scene.notifier.close()
      expect(await scene.signal({ table: 'run_tasks', keys: { session_id: ['a'] } })).toEqual([])
      await scene.pass(20)
      await closing
      expect(scene.stops).toBe(1)
      scene.watch('b', run('b'))
      expect(await scene.pass(30_000)).toEqual([])
      expect([scene.listens, scene.world.pending]).toEqual([1, 0])
    }))
})

describe('the poll', () => {
  it('wakes everybody where transactions have ended, after ten seconds at most', () =>
    onScene(async (scene) => {
      scene.watch('a', run('a'))
      scene.watch('b', { table: 'sessions' })
      // The first poll knows no snapshot before.
      expect(await scene.pass(1_050)).toEqual(['a!', 'b!'])
      expect(await scene.pass(20_000)).toEqual([])
      scene.snapshot = 2
      expect(await scene.pass(10_050)).toEqual(['a!', 'b!'])
      expect(await scene.pass(10_050)).toEqual([])
    }))

  it('finds changes after a second where nothing signals them', () =>
    onScene(async (scene) => {
      scene.isComplete = false
      scene.watch('a', run('a'))
      await scene.pass(1_050)
      scene.snapshot = 2
      expect(await scene.pass(1_050)).toEqual(['a!'])
      expect(await scene.pass(1_050)).toEqual([])
    }))

  it('is not put off by watchers that join all the time', () =>
    onScene(async (scene) => {
      scene.isComplete = false
      scene.watch('first', run('a'))
      await scene.pass(1_050)
      scene.snapshot = 2
      const woken: string[] = []
      for (let i = 0; i < 5; i += 1) {
        scene.watch('joins', run(`b${i}`))
        woken.push(...(await scene.pass(300)))
      }
      expect(woken).toContain('first!')
    }))

  it('comes within a second after the connection was lost', () =>
    onScene(async (scene) => {
      scene.watch('a', run('a'))
      await scene.pass(2_000)
      scene.snapshot = 2
      scene.events?.onLoss()
      expect(await scene.pass(1_050)).toEqual(['a!'])
    }))

  it('goes on after an error, which is reported', () =>
    onScene(async (scene) => {
      scene.watch('a', run('a'))
      await scene.pass(1_050)
      scene.failure = new Error('away')
      await scene.pass(11_000)
      expect(scene.errors.at(-1)).toBe(scene.failure)
      scene.failure = undefined
      scene.snapshot = 2
      expect(await scene.pass(10_050)).toEqual(['a!'])
    }))

  it('asks nothing, and is not hurried, without watchers', () =>
    onScene(async (scene) => {
      const leave = scene.watch('a', run('a'))
      await scene.pass(20)
      const { events } = scene
      leave()
      await scene.pass(20)
      events?.onLoss()
      await scene.pass(20)
      expect(scene.world.pending).toBe(0)
    }))

  it('wakes in batches with pauses, so that other work is not delayed', () =>
    onScene(async (scene) => {
      for (let i = 0; i < 30; i += 1) scene.watch(`${i}`, run(`${i}`))
      expect(await scene.pass(1_001)).toHaveLength(20)
      expect(await scene.pass(10)).toHaveLength(10)
    }))

  it('wakes thousands within half a second', () =>
    onScene(async (scene) => {
      for (let i = 0; i < 4_000; i += 1) scene.watch(`${i}`, run(`${i}`))
      expect(await scene.pass(1_001)).toHaveLength(40)
      expect(await scene.pass(505)).toHaveLength(3_960)
    }))

  it('stops in the middle when the notifier is closed', () =>
    onScene(async (scene) => {
      for (let i = 0; i < 100; i += 1) scene.watch(`${i}`, run(`${i}`))
      expect(await scene.pass(1_001)).toHaveLength(20)
      void scene.notifier.close()
      expect(await scene.pass(1_000)).toEqual([])
    }))
})
