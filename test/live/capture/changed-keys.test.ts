import type { Pgoutput } from 'pg-logical-replication'
import { describe, expect, it } from 'vitest'
import { ChangedKeys } from '../../../src/live/capture/changed-keys.ts'
import { watched } from '../../../src/live/watched.ts'

type Row = Record<string, unknown>

const message = (tag: string, name: string, rows: Record<string, Row | null>) =>
  ({ tag, relation: { name }, new: null, key: null, old: null, ...rows }) as unknown as Pgoutput.Message
const inserted = (name: string, row: Row) => message('insert', name, { new: row })
const changesOf = (...messages: Pgoutput.Message[]) => {
  const changed = new ChangedKeys()
  for (const one of messages) changed.add(one)
  return changed
}
const signalsOf = (changed: ChangedKeys) =>
  Object.fromEntries(
    changed.signals().map((signal) => {
      const { table, keys } = JSON.parse(signal)
      return [table, keys]
    }),
  )

describe('the changed keys of transactions', () => {
  it('are the distinct values of the watched columns of each table', () => {
    const changed = changesOf(
      inserted('sessions', { id: 's', user_id: 'u', name: 'unwatched' }),
      inserted('sessions', { id: 't', user_id: 'u' }),
      inserted('run_tasks', { id: 'r', session_id: null }),
      inserted('waitlist', { email: 'a@example.org' }),
    )
    expect(Object.keys(signalsOf(changed))).toEqual(['sessions', 'run_tasks'])
    expect(signalsOf(changed)).toMatchObject({
      sessions: { id: ['s', 't'], user_id: ['u'] },
      run_tasks: { id: ['r'], session_id: null },
    })
    expect([changed.isEmpty, new ChangedKeys().isEmpty]).toEqual([false, true])
  })

  it('name a row whose watched columns are all null, too', () => {
    expect(signalsOf(changesOf(inserted('run_tasks', { id: null, session_id: undefined })))).toEqual({
      run_tasks: { id: null, session_id: null },
    })
  })

  it('of an update are those of the row before and after', () => {
    const now = { id: 'r', session_id: 'new' }
    const update = (rows: Record<string, Row>) =>
      changesOf(message('update', 'run_tasks', { new: now, ...rows }))
    expect(signalsOf(update({ old: { id: 'r', session_id: 'old' } }))).toEqual({
      run_tasks: { id: ['r'], session_id: ['new', 'old'] },
    })
    expect(signalsOf(update({ key: { id: 'q' } }))).toEqual({
      run_tasks: { id: ['r', 'q'], session_id: ['new'] },
    })
    expect(signalsOf(update({}))).toEqual({ run_tasks: { id: ['r'], session_id: ['new'] } })
  })

  it('of a deleted row are its own where they are all known, else those of the whole table', () => {
    const removed = (name: string, rows: Record<string, Row>) =>
      signalsOf(changesOf(message('delete', name, rows)))
    expect(removed('run_tasks', { key: { id: 'r' } })).toEqual({ run_tasks: null })
    expect(removed('run_tasks', { old: { id: 'r', session_id: 's' } })).toEqual({
      run_tasks: { id: ['r'], session_id: ['s'] },
    })
    expect(removed('run_tasks', { old: { id: 'r', session_id: null } })).toEqual({
      run_tasks: { id: ['r'], session_id: null },
    })
    expect(removed('users', { key: { id: 'u' } })).toEqual({ users: { id: ['u'] } })
    expect(removed('users', {})).toEqual({ users: null })
    expect(removed('waitlist', { key: { id: 'w' } })).toEqual({})
  })

  it('of truncated tables are all of those that are watched', () => {
    const relations = ['sessions', 'waitlist'].map((name) => ({ name }))
    const truncated = changesOf({ tag: 'truncate', relations } as unknown as Pgoutput.Message)
    truncated.add(inserted('sessions', { id: 's', user_id: 'u' }))
    expect(signalsOf(truncated)).toEqual({ sessions: null })
    expect(changesOf({ tag: 'relation' } as unknown as Pgoutput.Message).isEmpty).toBe(true)
  })

  it('of several transactions are joined', () => {
    const joined = changesOf(inserted('sessions', { id: 's', user_id: 'u' }))
    joined.merge(
      changesOf(inserted('sessions', { id: 't', user_id: 'u' }), inserted('run_tasks', { id: 'r' })),
    )
    expect(signalsOf(joined)).toMatchObject({
      sessions: { id: ['s', 't'], user_id: ['u'] },
      run_tasks: { id: ['r'], session_id: null },
    })
    joined.merge(ChangedKeys.everything())
    expect(signalsOf(joined)).toEqual(Object.fromEntries(Object.keys(watched).map((table) => [table, null])))
  })

  it('of rows without any of the keys are kept when transactions are joined', () => {
    const joined = new ChangedKeys()
    joined.merge(changesOf(inserted('skills', { id: 's', user_id: null })))
    expect(signalsOf(joined)).toEqual({ skills: { user_id: null } })
  })

  it('become the whole table beyond five thousand keys', () => {
    const rows = Array.from({ length: 5_000 }, (_, n) =>
      inserted('run_tasks', { id: `${n}`, session_id: 's' }),
    )
    const changed = changesOf(...rows)
    expect(signalsOf(changed).run_tasks.id).toHaveLength(5_000)
    changed.add(inserted('run_tasks', { id: '4999' }))
    expect(signalsOf(changed).run_tasks.id).toHaveLength(5_000)
    changed.add(inserted('run_tasks', { id: '5000' }))
    expect(signalsOf(changed)).toEqual({ run_tasks: null })
  })
})
