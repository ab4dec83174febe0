import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, vi } from 'vitest'
import { createFollow, type Follow } from '../src/follow.ts'
import { ScriptedGateway, type TestEntry } from './scripted.ts'

const count = 100_000
const perFrame = 100

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapMegabytes(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed / 1e6
}

/** An entry as it comes from the network: strings of its own, and a cursor as long as the gateway's. */
const parseEntry = (number: number): TestEntry =>
  JSON.parse(
    JSON.stringify({
      __typename: 'EventAdded',
      cursor: `${number}-`.padEnd(240, 'c'),
      createdAt: '2026-06-15T12:00:00.000000Z',
      event: { id: `event ${number}`.padEnd(60, '='), eventType: 'agent.response', text: 'x'.repeat(200) },
    }),
  )

it('holds 100,000 entries in little more than the entries take, with cheap snapshots', async () => {
  const withArray = heapMegabytes()
  const array: object[] = []
  for (let number = 0; number < count; number += 1) {
    const { cursor: _, ...entry } = parseEntry(number)
    array.push(entry)
  }
  const arrayMegabytes = heapMegabytes() - withArray
  expect(array).toHaveLength(count)
  array.length = 0

  const before = heapMegabytes()
  const gateway = new ScriptedGateway()
  const log: Follow<TestEntry> = createFollow(gateway.source, {})
  const lengths: number[] = []
  log.subscribe(() => lengths.push(log.getSnapshot().entries.length))
  let busyMs = 0
  for (let number = 0; number < count; number += perFrame) {
    const entries = Array.from({ length: perFrame }, (_, index) => parseEntry(number + index))
    const from = process.cpuUsage()
    gateway.send(...entries)
    const { user, system } = process.cpuUsage(from)
    busyMs += (user + system) / 1_000
    if (number % 1_000 === 0)
      await vi.waitFor(() => expect(lengths.at(-1)).toBe(number + perFrame), { interval: 1, timeout: 20_000 })
  }
  await expect.poll(() => lengths.at(-1)).toBe(count)
  const storeMegabytes = heapMegabytes() - before
  expect(log.getSnapshot().entries.at(count - 1)).toMatchObject({ event: { eventType: 'agent.response' } })
  // An index by row and the snapshots' own objects.
  expect(storeMegabytes).toBeLessThan(arrayMegabytes + 15)
  expect(busyMs / count).toBeLessThan(0.05)
})
