import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { CountRelay, collectMs, WorkerCounts } from '../../src/server/worker-counts.ts'
import type { CountChange } from '../../src/server/worker-messages.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Workers that are connected by a relay, and the messages that it sent to each. */
function cluster() {
  const relay = new CountRelay<WorkerCounts>((to, changes) => {
    messages.push(changes)
    to.receive(changes)
  })
  const messages: (readonly CountChange[])[] = []
  const join = () => {
    const worker: WorkerCounts = new WorkerCounts((changes) => relay.relay(worker, changes))
    const others = new Map<string, number>()
    const add = (owner: string, by: number) => void others.set(owner, (others.get(owner) ?? 0) + by)
    const count = worker.share('addressSockets', add)
    const countRequests = worker.share('addressRequests', (owner, by) => add(`requests of ${owner}`, by))
    relay.join(worker)
    return { worker, others, count, countRequests }
  }
  return { relay, messages, join }
}

it('tells the other workers what one counts, in one message each for all that is counted in a while', () => {
  const { messages, join } = cluster()
  const [one, two, three] = [join(), join(), join()]
  messages.length = 0
  for (let i = 0; i < 1_000; i += 1) one.countRequests('a', 1)
  one.count('a', 1)
  one.count('b', 1)
  one.count('b', -1)
  vi.advanceTimersByTime(collectMs)
  expect(messages).toEqual(
    Array(2).fill([
      ['addressRequests', 'a', 1_000],
      ['addressSockets', 'a', 1],
    ]),
  )
  for (const { others } of [two, three])
    expect(Object.fromEntries(others)).toEqual({ a: 1, 'requests of a': 1_000 })
  expect(one.others.size).toBe(0)
  one.count('a', -1)
  vi.advanceTimersByTime(collectMs)
  expect(two.others.get('a')).toBe(0)
})

it('sends nothing when what was opened was closed again, and nothing afterwards', () => {
  const { messages, join } = cluster()
  const [one] = [join(), join()]
  messages.length = 0
  one.count('a', 1)
  one.count('a', -1)
  vi.advanceTimersByTime(collectMs * 10)
  expect(messages).toEqual([])
})

it('tells a worker that joins what is open in others, and subtracts what a worker had open that ends', () => {
  const { relay, join } = cluster()
  const [one, two] = [join(), join()]
  one.count('a', 2)
  one.countRequests('a', 5)
  two.count('a', 1)
  vi.advanceTimersByTime(collectMs)
  const three = join()
  expect(Object.fromEntries(three.others)).toEqual({ a: 3 })
  relay.leave(one.worker)
  relay.leave(one.worker)
  expect([two.others.get('a'), three.others.get('a')]).toEqual([0, 1])
})
