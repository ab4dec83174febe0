/** Strangers decide how many shapes of statements there are: none of them keeps those in use from being prepared. */
import { describe, expect, it } from 'vitest'
import { PreparedStatements } from '../../../src/data/batching/prepared.ts'

describe('prepared statements', () => {
  const open = (max = 3) => {
    let now = 0
    const statements = new PreparedStatements({ max, minReplaceMs: 1_000, now: () => now })
    const use = (shape: string, times = 1) => {
      let name: string | undefined
      for (let i = 0; i < times; i += 1) name = statements.get(shape, () => `select '${shape}'`).name
      return name
    }
    const wait = (ms: number) => {
      now += ms
    }
    return { statements, use, wait }
  }

  it('keep their name, which no other has', () => {
    const { use } = open()
    const names = ['a', 'b', 'c'].map((shape) => use(shape))
    expect(['a', 'b', 'c'].map((shape) => use(shape))).toEqual(names)
    expect(new Set(names).size).toBe(3)
  })

  it('are evicted for one that is used more often', () => {
    const { use, wait } = open()
    for (const shape of ['a', 'b', 'c']) use(shape, 5)
    expect(use('d', 5)).toBeUndefined()
    wait(1_000)
    expect(use('d')).toBeDefined()
    expect(['a', 'b', 'c'].filter((shape) => use(shape) === undefined)).toHaveLength(1)
  })

  it('are not evicted by many that are used once', () => {
    const { use, wait } = open(100)
    const mine = Array.from({ length: 50 }, (_, i) => use(`mine ${i}`, 10))
    for (let i = 0; i < 5_000; i += 1) {
      use(`other ${i}`)
      wait(100)
    }
    expect(Array.from({ length: 50 }, (_, i) => use(`mine ${i}`))).toEqual(mine)
  })

  it('are kept after another user filled the cache first', () => {
    const { use, wait } = open(100)
    for (let i = 0; i < 100; i += 1) use(`other ${i}`, 3)
    for (let round = 0; round < 100; round += 1) {
      for (let i = 0; i < 20; i += 1) use(`mine ${i}`)
      wait(1_000)
    }
    for (let i = 0; i < 20; i += 1) expect(use(`mine ${i}`), `mine ${i}`).toBeDefined()
  })

  it('are replaced once a second at most, as the server keeps them for as long as a connection', () => {
    const { use, wait } = open(10)
    const names = new Set<string>()
    for (let i = 0; i < 10_000; i += 1) {
      const name = use(`other ${i}`, 1 + Math.floor(i / 100))
      if (name) names.add(name)
      wait(10)
    }
    expect(names.size).toBeLessThanOrEqual(10 + 100)
  })

  it('are evicted when they are no longer used', () => {
    const { use, wait } = open()
    for (const shape of ['a', 'b', 'c']) use(shape, 1_000)
    for (let i = 0; i < 12; i += 1) {
      wait(600_000)
      use('d')
    }
    expect(use('d')).toBeDefined()
  })
})
