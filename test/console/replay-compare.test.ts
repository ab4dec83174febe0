import { describe, expect, it } from 'vitest'
import { align, findDivergence } from '../../console/src/screens/compare/align.ts'
import { createPlayedView } from '../../console/src/screens/replay/played-view.ts'
import { advance, countUntil } from '../../console/src/screens/replay/use-playback.ts'
import type { Entry } from '../../console/src/screens/run/log/entry.ts'
import { entry } from './entry.ts'

describe('comparing two runs', () => {
  let turn = 0
  const step = (tool: string, text = '') => {
    turn += 1
    return entry(turn, { type: 'agent.tool.call', tool, text })
  }
  const kinds = (ones: Entry[], others: Entry[]) =>
    align(ones, others).map(({ kind, one, other }) => `${kind} ${one?.tool ?? '-'}/${other?.tool ?? '-'}`)

  it('aligns steps by tool and arguments, and finds where the runs part', () => {
    const ones = [step('search', 'a'), step('read', 'x'), step('write', 'same')]
    const others = [step('search', 'a'), step('read', 'y'), step('check'), step('write', 'same')]
    expect(kinds(ones, others)).toEqual([
      'same search/search',
      'changed read/read',
      'other -/check',
      'same write/write',
    ])
    expect(findDivergence(align(ones, others))).toBe(1)
  })

  it('keeps every step of both once, in order', () => {
    const tools = ['a', 'b', 'c']
    const random = (seed: number) =>
      Array.from({ length: 40 }, (_, n) => step(tools[(n * seed) % 3] ?? '', `${(n * seed) % 5}`))
    for (const [one, other] of [
      [1, 2],
      [2, 7],
      [5, 4],
      [3, 11],
    ] as const) {
      const [ones, others] = [random(one), random(other)]
      const pairs = align(ones, others)
      expect(pairs.flatMap((pair) => pair.one ?? [])).toEqual(ones)
      expect(pairs.flatMap((pair) => pair.other ?? [])).toEqual(others)
      for (const { kind, one: first, other: second } of pairs)
        if (kind === 'same') expect([first?.tool, first?.text]).toEqual([second?.tool, second?.text])
    }
  })

  it('finds no divergence in equal runs, and none in empty ones', () => {
    expect(findDivergence(align([step('a')], [step('a')]))).toBe(-1)
    expect(align([], [])).toEqual([])
    expect(kinds([], [step('a')])).toEqual(['other -/a'])
    expect(kinds([step('a')], [])).toEqual(['one a/-'])
  })
})

describe('replaying a run', () => {
  const entries = [entry(0), entry(100), entry(100, { key: 'twice' }), entry(60_000)]

  it('leaves out entries of collapsed sub-agents', () => {
    const parent = entry(0)
    const other = entry(1)
    const played = [parent, entry(1, { key: 'c1', parent }), entry(2, { key: 'c2', parent }), other, entry(3)]
    const whole = createPlayedView(played, new Set())
    expect([0, 1, 3, 5].map((count) => whole(count).length)).toEqual([0, 1, 3, 5])
    const viewAt = createPlayedView(played, new Set([parent]))
    expect([0, 1, 2, 3, 4, 5].map((count) => viewAt(count).length)).toEqual([0, 1, 1, 1, 2, 3])
    expect(viewAt(4).at(1)).toBe(other)
    expect(viewAt(1).at(1)).toBeUndefined()
    expect(viewAt(5).indexOf(other)).toBe(1)
    expect(viewAt(5).indexOf(played[1] as Entry)).toBe(-1)
  })

  it('shows what was written by a moment', () => {
    expect([-1, 0, 99, 100, 59_999, 60_000].map((moment) => countUntil(entries, moment))).toEqual([
      0, 1, 1, 3, 3, 4,
    ])
  })

  it('leaves out long times without an entry, if it is to', () => {
    expect(advance(entries, 100, 16, false)).toBe(116)
    expect(advance(entries, 100, 16, true)).toBe(58_016)
    expect(advance(entries, 58_016, 16, true)).toBe(58_032)
    expect(advance(entries, 60_000, 16, true)).toBe(60_016)
  })
})
