import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Entry } from '../../console/src/screens/run/log/entry.ts'
import { toTest } from '../../console/src/screens/run/log/filter.ts'
import { RunLog } from '../../console/src/screens/run/log/run-log.ts'
import { sumByStep } from '../../console/src/screens/run/log/step-costs.ts'
import { createView } from '../../console/src/screens/run/log/view.ts'
import { summarize } from '../../console/src/screens/run/log/words.ts'
import { entry } from './entry.ts'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const timesOf = (log: RunLog) => range(0, log.length - 1).map((place) => log.at(place)?.at)

beforeAll(() => {
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work, 0))
})

describe('the log of a run in the page', () => {
  /** Opened at its end: the entries from `first` to 20, with those before them still to come. */
  function openAtEnd(first: number): RunLog {
    const log = new RunLog()
    for (const at of range(first, 20)) log.append(entry(at), `cursor ${at}`)
    log.missing = first - 1
    return log
  }

  it('has places for entries that are not loaded, and then all of them once, in order', () => {
    const log = openAtEnd(11)
    expect([log.length, log.at(0), log.at(10)?.at]).toEqual([20, undefined, 11])
    for (const at of range(1, 10)) expect(log.fill(entry(at), '')).toBe(false)
    expect(log.fill(entry(11), '')).toBe(true)
    expect(timesOf(log)).toEqual(range(1, 20))
    expect(log.missing).toBe(0)
  })

  it('joins what is read from both sides, whichever comes first', () => {
    const log = openAtEnd(11)
    for (const at of range(1, 4)) log.fill(entry(at), '')
    log.prepend(range(3, 10).map((at) => ({ entry: entry(at), cursor: '' })))
    expect(log.fill(entry(5), '')).toBe(true)
    expect(timesOf(log)).toEqual(range(1, 20))
  })

  it('is whole where fewer or more entries come than were counted', () => {
    for (const missing of [3, 30]) {
      const log = openAtEnd(11)
      log.missing = missing
      for (const at of range(1, 11)) log.fill(entry(at), '')
      expect(timesOf(log)).toEqual(range(1, 20))
    }
  })

  it('takes the count of what stands before its first page, whenever it comes', () => {
    const log = openAtEnd(11)
    log.expectMore()
    expect([log.missing, log.share]).toEqual([1, undefined])
    log.expectBeforeFirstPage(10)
    expect([log.length, log.share]).toEqual([20, 0.5])
    for (const at of range(1, 2)) log.fill(entry(at), '')
    log.prepend(range(9, 10).map((at) => ({ entry: entry(at), cursor: '' })))
    log.expectBeforeFirstPage(10)
    expect([log.missing, log.length]).toEqual([6, 20])
    for (const at of range(3, 9)) log.fill(entry(at), '')
    log.expectBeforeFirstPage(10)
    expect(log.share).toBe(1)
    expect(timesOf(log)).toEqual(range(1, 20))
  })

  it('goes on where the first entry of its end was removed meanwhile', () => {
    const log = openAtEnd(11)
    for (const at of range(1, 10)) log.fill(entry(at), '')
    expect(log.fill(entry(12), '')).toBe(true)
    expect(timesOf(log)).toEqual(range(1, 20))
  })

  it('keeps an entry that comes again in its place, with its new content', () => {
    const log = openAtEnd(1)
    log.append(entry(5, { text: 'changed' }), 'another cursor')
    expect(timesOf(log)).toEqual(range(1, 20))
    expect(log.at(4)?.text).toBe('changed')
  })

  it('marks entries that come late, and leaves them where they came', () => {
    const log = openAtEnd(1)
    log.append(entry(7.5), '')
    expect(log.at(20)).toMatchObject({ at: 7.5, isLate: true })
    expect(range(0, 19).some((place) => log.at(place)?.isLate)).toBe(false)
  })

  it('joins the call of a tool with its result, in whichever order they are read', () => {
    const log = openAtEnd(11)
    log.append(entry(25, { key: 'result', callId: 'a' }), '')
    log.fill(entry(2, { key: 'call', callId: 'a' }), '')
    expect(log.find('call')?.duration).toBe(23)
    expect(log.find('result')?.duration).toBe(23)
  })

  it('names the result of a tool as its call, in whichever order they are read', () => {
    const call = (at: number) =>
      entry(at, { type: 'agent.tool.call', callId: `${at % 2}`, tool: 'Web search' })
    const result = (at: number) =>
      entry(at, { type: 'agent.tool.result', callId: `${at % 2}`, tool: 'web_search' })
    const log = new RunLog()
    const view = createView(log, ({ tool }) => tool === 'Web search')
    for (const one of [result(3), call(4), result(6)]) log.append(one, '')
    log.missing = 1
    expect(view.length).toBe(2)
    log.fill(call(1), '')
    expect(view.length).toBe(4)
    expect([...log.tools]).toContain('Web search')
  })

  it('keeps a cursor for every fifty entries, so that each is on one page behind one', () => {
    const log = new RunLog()
    for (const at of range(1, 200)) log.append(entry(at), `cursor ${at}`)
    expect(range(0, 199).filter((place) => log.at(place)?.cursor)).toEqual([0, 50, 100, 150])
  })

  it('begins anew with another database', () => {
    const log = openAtEnd(11)
    log.clear()
    log.append(entry(3), '')
    expect(timesOf(log)).toEqual([3])
  })
})

describe('the rows that pass a filter', () => {
  const isEven = ({ at }: Entry) => at % 2 === 0
  const all = (log: RunLog) => range(0, log.length - 1).flatMap((index) => log.at(index) ?? [])

  /** Compares a view that was looked at after each change with one that is made now. */
  function expectCurrent(log: RunLog, view: ReturnType<typeof createView>): void {
    const expected = all(log).filter(isEven)
    expect(range(0, view.length - 1).map((index) => view.at(index))).toEqual(expected)
    for (const [index, passed] of expected.entries()) expect(view.indexOf(passed)).toBe(index)
    for (const entry of all(log)) {
      expect(log.at(log.indexOf(entry))).toBe(entry)
      if (!isEven(entry)) expect(view.indexOf(entry)).toBe(-1)
    }
  }

  it('are those of the log after entries came before, behind and between, were replaced, and removed', () => {
    const log = new RunLog()
    const view = createView(log, isEven)
    for (const at of range(31, 40)) log.append(entry(at), '')
    log.missing = 30
    expectCurrent(log, view)
    const removed = log.at(39)
    for (const at of range(1, 7)) log.fill(entry(at), '')
    log.append(entry(41), '')
    log.append(entry(42), '')
    expectCurrent(log, view)
    log.prepend(range(21, 30).map((at) => ({ entry: entry(at), cursor: '' })))
    expectCurrent(log, view)
    log.append(entry(40, { text: 'changed' }), '')
    expectCurrent(log, view)
    for (const at of range(8, 21)) log.fill(entry(at), '')
    expect(log.missing).toBe(0)
    expectCurrent(log, view)
    log.clear()
    log.append(entry(2), '')
    expectCurrent(log, view)
    expect(removed && log.indexOf(removed)).toBe(-1)
  })

  it('are found by looking at each entry once', () => {
    const log = new RunLog()
    const test = vi.fn(isEven)
    const view = createView(log, test)
    for (const at of range(501, 600)) log.append(entry(at), '')
    log.missing = 500
    for (const at of range(1, 501)) {
      log.fill(entry(at), '')
      expect(view.length).toBe(50 + Math.floor(Math.min(at, 500) / 2))
    }
    for (const at of range(601, 700)) {
      log.append(entry(at), '')
      expect(view.at(view.length - 1)?.at).toBe(at - (at % 2))
    }
    expect(test).toHaveBeenCalledTimes(700)
  })
})

describe('the entries of sub-agents', () => {
  const none = { category: '', tool: '', errorsOnly: false, stepsOnly: false } as const
  const sub = (at: number) => entry(at, { subAgent: 'Checker' })
  const shown = (log: RunLog, collapsed: Entry[], filter: Partial<Parameters<typeof toTest>[0]> = {}) => {
    const view = createView(log, toTest({ ...none, ...filter }, new Set(collapsed)))
    return range(0, view.length - 1).map((index) => view.at(index)?.at)
  }

  it('stand below the step before them, from whichever side they are read', () => {
    const log = new RunLog()
    for (const one of [entry(7), sub(8), sub(9)]) log.append(one, '')
    log.missing = 6
    for (const one of [entry(1), sub(2)]) log.fill(one, '')
    log.prepend(
      [entry(4), sub(5), entry(6, { type: 'agent.tool.result' })].map((one) => ({ entry: one, cursor: '' })),
    )
    const parents = range(1, 9).map((at) => log.find(`entry ${at}`)?.parent?.at)
    expect(parents).toEqual([undefined, 1, undefined, undefined, 4, undefined, undefined, 7, 7])
    expect([1, 4, 7].map((at) => log.find(`entry ${at}`)?.children)).toEqual([1, 1, 2])
  })

  it('are left out while that is collapsed, also those that come later, unless the filter leaves it out itself', () => {
    const log = new RunLog()
    const parent = entry(1)
    for (const one of [parent, sub(2), entry(3), sub(4)]) log.append(one, '')
    expect(shown(log, [parent])).toEqual([1, 3, 4])
    log.append(sub(5), '')
    expect(shown(log, [parent, entry(3)])).toEqual([1, 3, 4, 5])
    log.append(entry(6, { isError: true, subAgent: 'Checker', parent }), '')
    expect(shown(log, [parent], { errorsOnly: true })).toEqual([6])
  })
})

describe('a call of a tool whose result is an error', () => {
  const call = () => entry(1, { type: 'agent.tool.call', callId: 'a' })
  const result = () => entry(2, { type: 'agent.tool.result', callId: 'a', isError: true })
  const filter = { category: '', tool: '', errorsOnly: true } as const

  it.each([
    ['after its call', () => [call(), result()]],
    ['before its call', () => [result(), call()]],
  ])(
    'is an error in the waterfall, which leaves out results, where the result is read %s',
    (_order, make) => {
      const log = new RunLog()
      const steps = createView(log, toTest({ ...filter, stepsOnly: true }, new Set()))
      const rows = createView(log, toTest({ ...filter, stepsOnly: false }, new Set()))
      for (const one of make()) {
        log.append(one, '')
        void steps.length
      }
      expect(steps.length).toBe(1)
      expect(steps.at(0)?.type).toBe('agent.tool.call')
      expect(rows.length).toBe(1)
      expect(rows.at(0)?.type).toBe('agent.tool.result')
    },
  )
})

describe('what was charged', () => {
  const charge = (at: number, amount: string, details: object | null) =>
    ({ id: `${at}`, createdAt: new Date(at).toISOString(), amount, details }) as never

  it('belongs to the step before it, and that of a tool to the last call of the tool', () => {
    const log = new RunLog()
    const [first, call, last] = [entry(10), entry(20, { tool: 'Web search' }), entry(30)]
    for (const one of [first, call, last]) log.append(one, '')
    const costs = sumByStep(log, [
      charge(5, '-1', { inputTokens: '100', outputTokens: '10' }),
      charge(15, '-2.5', { inputTokens: '200', outputTokens: '20' }),
      charge(35, '-0.5', { toolName: 'web_search' }),
      charge(36, '-4', { inputTokens: '7' }),
      charge(37, '1', null),
    ])
    expect(costs.get(first)).toEqual({ credits: 3.5, inputTokens: 300, outputTokens: 30 })
    expect(costs.get(call)).toEqual({ credits: 0.5, inputTokens: undefined, outputTokens: undefined })
    expect(costs.get(last)).toEqual({ credits: 3, inputTokens: 7, outputTokens: undefined })
    expect(sumByStep(new RunLog(), [charge(5, '-1', null)]).size).toBe(0)
  })
})

describe('what is announced of new entries', () => {
  it('is how many there are, which tools were called, what failed, and the last status', () => {
    const call = (tool: string, at: number) => entry(at, { type: 'agent.tool.call', tool })
    expect(summarize([entry(1)])).toBe('1 new entry.')
    expect(
      summarize([
        call('Bash', 1),
        call('Bash', 2),
        call('Read', 3),
        entry(4, { isError: true }),
        entry(5, { kind: 'status', type: 'RUNNING' }),
        entry(6, { kind: 'end', type: 'COMPLETED' }),
      ]),
    ).toBe('6 new entries: 2 calls of Bash, 1 call of Read, 1 error. The run ended: Completed.')
  })
})
