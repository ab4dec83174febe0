import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EntryBuffer } from '../../src/live/entry-buffer.ts'
import type { LogEntry } from '../../src/live/log-entry.ts'
import { createPositionAfter } from '../../src/live/log-reader.ts'
import { emptySnapshot, noFloor } from '../../src/live/read-snapshot.ts'
import { RecentWindow } from '../../src/live/recent-window.ts'
import { listWatchKeyIds, readChange, watchKeyId } from '../../src/live/watch-keys.ts'

describe('the buffer of entries', () => {
  const entries = (...names: string[]) => names.map((time) => ({ time }) as LogEntry)

  it('numbers entries, and keeps the newest', () => {
    const buffer = new EntryBuffer(3)
    expect([buffer.first, buffer.end, buffer.newest]).toEqual([0, 0, undefined])
    buffer.push(entries('a', 'b'))
    expect([buffer.first, buffer.end]).toEqual([0, 2])
    buffer.push(entries('c', 'd', 'e'))
    expect([buffer.first, buffer.end, buffer.newest?.time]).toEqual([2, 5, 'e'])
    expect([1, 2, 4, 5].map((n) => buffer.at(n)?.time ?? buffer.at(n))).toEqual([null, 'c', 'e', undefined])
  })

  it('reports its remaining capacity', () => {
    const buffer = new EntryBuffer(3)
    buffer.push(entries('a', 'b'))
    expect([1, 2, 5].map((more) => buffer.firstAfter(more))).toEqual([0, 1, 4])
  })

  it('leaves every reader behind when it is emptied', () => {
    const buffer = new EntryBuffer(3)
    buffer.push(entries('a', 'b'))
    buffer.clear()
    expect([buffer.first, buffer.end, buffer.newest, buffer.at(2)]).toEqual([3, 3, undefined, null])
    buffer.push(entries('c'))
    expect(buffer.at(3)?.time).toBe('c')
  })
})

describe('the window of recent rows', () => {
  const at = '2026-01-01T12:00:00.000Z'
  const position = (recent: number[] = [], floor = noFloor, now = at) =>
    createPositionAfter(
      { database: '', lifetime: '', flushed: 0, at: now },
      { ...emptySnapshot, recent, floor },
      '',
      null,
    )
  const window = (rows: number, newest: string) => {
    const made = new RecentWindow()
    made.reset({ rows, newest })
    return made
  }
  const before = '2026-01-01T11:58:00.000Z'

  it('is all of a log of up to 500 rows', () => {
    expect(window(500, at).floor(position())).toBe(noFloor)
    expect(window(501, at).floor(position())).toBe(before)
    const grown = window(500, at)
    grown.add(1, at)
    expect(grown.floor(position())).toBe(before)
  })

  it('begins two minutes before the newest row, or before now where rows are dated ahead', () => {
    expect(window(501, '2026-01-01T11:00:00.000Z').floor(position())).toBe('2026-01-01T10:58:00.000Z')
    expect(window(501, '2027-01-01T00:00:00.000Z').floor(position())).toBe(before)
    expect(window(501, '-infinity').floor(position())).toBe(noFloor)
  })

  it('knows the newest row, in whichever order rows come', () => {
    const made = window(1, '2026-01-01T11:00:00.000Z')
    made.add(1, '2026-01-01T10:00:00.000Z')
    expect(made.newest).toBe('2026-01-01T11:00:00.000Z')
    made.add(1, at)
    expect(made.newest).toBe(at)
  })

  it('stays until a whole reading, which comes after 200 transactions', () => {
    const floor = '2026-01-01T09:00:00.000Z'
    const recent = Array.from({ length: 200 }, (_, xid) => xid)
    expect(window(501, at).floor(position(recent, floor))).toBe(floor)
    expect(window(501, at).floor(position([...recent, 200], floor))).toBe(noFloor)
  })

  describe('after a long transaction', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    it('notices that it ended', () => {
      const made = window(501, at)
      const ends = (next: number, ...open: number[]) => made.endsLongTransaction({ next, open })
      ends(20, 10, 11, 15)
      // They were open at the first snapshot, so nobody knows for how long.
      expect(ends(20, 10, 15)).toBe(true)
      expect(ends(20, 10, 15)).toBe(false)
      // So may those that the first snapshot did not list yet.
      expect(ends(30, 10, 15, 29)).toBe(true)
      vi.advanceTimersByTime(60_001)
      expect(ends(30, 10, 15, 29)).toBe(false)
      expect(ends(30, 10, 15)).toBe(true)
      // Number 30 may have begun when nothing above it had ended.
      expect(ends(31, 10, 15)).toBe(true)
      expect(ends(32, 10, 15)).toBe(false)
      expect(ends(34, 10, 15, 33)).toBe(false)
      vi.advanceTimersByTime(60_000)
      expect(ends(34, 10, 15)).toBe(false)
      expect(ends(34, 10)).toBe(true)
    })
  })
})

describe('a change', () => {
  it('is read from what triggers send, and from nothing else', () => {
    expect(readChange('{"table":"runs","keys":{"id":["a"]}}')).toEqual({ table: 'runs', keys: { id: ['a'] } })
    expect(readChange('{"table":"runs","keys":null}')).toEqual({ table: 'runs', keys: null })
    for (const payload of [
      '',
      'x',
      '{}',
      '{"table":1,"keys":{}}',
      '{"table":"runs"}',
      '{"table":"runs","keys":"id"}',
    ])
      expect(readChange(payload)).toBeNull()
  })

  it('is about its table, and about each value of its keys', () => {
    expect(listWatchKeyIds({ table: 'runs', keys: { id: ['a', 'b'], session_id: null } })).toEqual([
      'runs',
      'runs.id=a',
      'runs.id=b',
    ])
    expect(listWatchKeyIds({ table: 'runs', keys: null })).toEqual(['runs'])
    expect(watchKeyId({ table: 'runs' })).toBe('runs')
    expect(watchKeyId({ table: 'runs', column: 'id', key: 'a' })).toBe('runs.id=a')
  })
})
