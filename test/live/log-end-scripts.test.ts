import { describe, expect, it } from 'vitest'
import { many } from './log-script-rows.ts'
import { topic as runLog } from './simulator/schedule.ts'
import { onScriptedLog, type ScriptedLog } from './simulator/scripted-log.ts'

describe('the end of a log', () => {
  const finished = async (log: ScriptedLog) => {
    await log.write({ key: 'run', status: 'running' }, { type: 'a' })
    const reader = log.record()
    await log.pass(30)
    await log.write({ key: 'run', status: 'completed' })
    return reader
  }

  it('comes two seconds after the run has ended, once', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(1_900)
      expect(reader.types).toEqual(['running', 'a', 'completed'])
      await log.pass(200)
      expect(reader.types).toEqual(['running', 'a', 'completed', 'end'])
      const { about, last } = reader.entries.at(-1) ?? {}
      expect([about, last]).toEqual([{ kind: 'end', id: 'run', status: 'completed' }, true])
      expect(reader.entries.filter((entry) => entry.last)).toHaveLength(1)
      await log.pass(30_000)
      expect(reader.types).toHaveLength(4)
    }))

  it('waits two seconds more after a late row', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(1_500)
      await log.write({ type: 'late' })
      await log.pass(1_800)
      expect(reader.types.at(-1)).toBe('late')
      await log.pass(300)
      expect(reader.types.at(-1)).toBe('end')
    }))

  it('comes after a row whose signal was lost', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      // After the first poll.
      await log.pass(1_300)
      log.commit({ type: 'unsignalled' })
      await log.pass(900)
      expect(reader.types.at(-1)).toBe('unsignalled')
      await log.pass(1_800)
      expect(reader.types.at(-1)).toBe('end')
    }))

  it('comes after a row whose signal was lost, although the reading before the end fails', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(1_300)
      log.commit({ type: 'unsignalled' })
      log.failure = { text: 'asked.log', error: new Error('broken'), times: 1 }
      await log.pass(6_000)
      expect(reader.types.slice(-2)).toEqual(['unsignalled', 'end'])
      expect(reader.types.filter((type) => type === 'end')).toHaveLength(1)
    }))

  it('stays where it is for those who join afterwards, and is behind what follows', () =>
    onScriptedLog(async (log) => {
      const all = ['running', 'a', 'completed', 'end']
      const first = await finished(log)
      await log.pass(2_500)
      // After a poll and after a signal without new rows, too.
      for (const ms of [0, 11_000, 30]) {
        if (ms === 30) log.signal()
        await log.pass(ms)
        const next = log.record()
        await log.pass(60)
        expect(next.types).toEqual(all)
      }
      const behind = log.record({ after: first.entries[2]?.cursor ?? '' })
      await log.pass(60)
      expect(behind.types).toEqual(['end'])
      await log.write({ type: 'more' })
      const late = log.record()
      await log.pass(2_500)
      expect(first.types).toEqual([...all, 'more', 'end'])
      expect(late.types).toEqual(['a', 'completed', 'more', 'end'])
    }))

  it('does not come at once to a client that has known of it for less than two seconds, or not at all', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(100)
      reader.close()
      await log.pass(1_200)
      const soon = log.record({ after: reader.entries.at(-1)?.cursor ?? '' })
      await log.pass(500)
      expect(soon.types).toEqual([])
      await log.pass(2_000)
      expect(soon.types).toEqual(['end'])
      soon.close()
      await log.pass(5_000)
      const unknowing = log.record({ after: reader.entries[1]?.cursor ?? '' })
      await log.pass(500)
      expect(unknowing.types).toEqual(['completed'])
      await log.pass(2_000)
      expect(unknowing.types).toEqual(['completed', 'end'])
    }))

  it('comes at once to a client that has known of it for two seconds, although reads are under way', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(100)
      reader.close()
      await log.pass(2_500)
      const again = log.record({ after: reader.entries.at(-1)?.cursor ?? '' })
      for (let n = 0; n < 30; n += 1) {
        log.signal()
        await log.pass(3)
      }
      await log.pass(200)
      expect(again.types).toEqual(['end'])
    }))

  it('does not come to a client of a running log, however long it was away', () =>
    onScriptedLog(async (log) => {
      await log.write({ key: 'run', status: 'running' })
      const reader = log.record()
      await log.pass(60)
      reader.close()
      await log.pass(60_000)
      const again = log.record({ after: reader.entries[0]?.cursor ?? '' })
      await log.pass(60)
      expect([again.types, again.failure]).toEqual([[], undefined])
    }))

  it('is waited for in a long finished log, too', () =>
    onScriptedLog(async (log) => {
      await log.write(...many(300), { key: 'run', status: 'completed' })
      const reader = log.record()
      await log.pass(1_900)
      expect(reader.types).toHaveLength(301)
      await log.pass(500)
      expect([reader.types[0], reader.types.length, reader.types[301]]).toEqual(['completed', 302, 'end'])
    }))

  it('is not repeated to who had it, unless the run goes on', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(2_500)
      const end = reader.entries.at(-1)
      const again = log.record({ after: end?.cursor ?? '' })
      await log.pass(5_000)
      expect([again.types, again.hasEnded]).toEqual([[], true])
      const later = log.record({ after: end?.cursor ?? '' })
      await log.write({ type: 'more' })
      await log.pass(2_500)
      expect(later.types).toEqual(['more', 'end'])
    }))

  it('comes at once to a client that has known for two seconds that the run had ended', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(100)
      reader.close()
      await log.pass(2_000)
      const after = reader.entries.at(-1)?.cursor ?? ''
      const again = log.record({ after })
      await log.pass(100)
      expect(again.types).toEqual(['end'])
      await log.write({ type: 'late' })
      const behind = log.record({ after })
      await log.pass(100)
      expect(behind.types).toEqual(['late'])
      await log.pass(2_000)
      expect(behind.types).toEqual(['late', 'end'])
    }))

  it('is waited for in a finished log as in one that is followed', () =>
    onScriptedLog(async (log) => {
      await log.write({ type: 'a' }, { key: 'run', status: 'completed' })
      const reader = log.record()
      await log.pass(1_500)
      expect(reader.types).toEqual(['completed', 'a'])
      await log.pass(1_000)
      expect(reader.types).toEqual(['completed', 'a', 'end'])
    }))

  it('is not reached while the run goes on', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.write({ key: 'run', status: 'running' })
      await log.pass(30_000)
      expect(reader.types).toEqual(['running', 'a', 'completed', 'running'])
    }))

  it('is found where statuses are no entries', () =>
    onScriptedLog(
      async (log) => {
        const reader = await finished(log)
        await log.pass(2_500)
        expect(reader.types).toEqual(['a', 'end'])
      },
      {
        ...runLog('run'),
        sources: runLog('run').sources.map((source, i) => ({ ...source, statusOnly: i === 0 })),
      },
    ))
})
