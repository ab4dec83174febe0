import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { installSignals, removeSignals } from '../../src/cli/signals.ts'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { sessions } from '../../src/demo/identities.ts'
import { Live } from '../../src/live/live.ts'
import { readPosition, writePosition } from '../../src/live/position.ts'
import { testDatabases } from '../support/database.ts'
import { eventsOf, LogRecorder } from './log-recorder.ts'

describe.each(testDatabases)('streams of rows, on $kind', ({ open }) => {
  const cursors = new Cursors('secret')
  let database: Database
  let live: Live
  let session = ''
  const readers: LogRecorder[] = []
  beforeAll(async () => {
    database = await open('seeded')
    live = new Live(database, cursors)
  })
  afterAll(async () => {
    await live.close()
    await database.close()
  })
  beforeEach(() => {
    session = randomUUID()
  })
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close()
    expect(live.counts()).toEqual({ feeds: 0, interests: 0 })
  })

  function read(after?: string): LogRecorder {
    const reader = new LogRecorder(live, eventsOf(session), after)
    readers.push(reader)
    return reader
  }
  const write = (type: string, count = 1) =>
    database.query(
      `insert into application_events (event_type, event_group, session_id)
       select $2, 'agent', $1 from generate_series(1, $3::int)`,
      [session, type, count],
    )

  it('tell nothing of what is rolled back, and of a savepoint what is kept', async () => {
    const reader = read()
    const insert = (type: string) =>
      `insert into application_events (event_type, event_group, session_id) values ('${type}', 'agent', '${session}')`
    await database.transaction(async (tx) => {
      await tx.script(`${insert('before')}; savepoint one; ${insert('undone')}; rollback to one;
        savepoint two; ${insert('kept')}; release two`)
    })
    await expect(
      database.transaction(async (tx) => {
        await tx.query(insert('lost'))
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await write('after')
    await reader.has(3)
    expect([...reader.types].sort()).toEqual(['after', 'before', 'kept'])
  })

  it('take ten thousand rows of one statement, each once, for every reader', async () => {
    const both = [read(), read()]
    await write('first')
    await Promise.all(both.map((reader) => reader.has(1)))
    await write('many', 10_000)
    for (const reader of both) {
      await reader.has(10_001)
      expect(new Set(reader.entries.map(({ about }) => about.kind === 'row' && about.id)).size).toBe(10_001)
      expect(reader.entries.length).toBe(10_001)
    }
  })

  it('go on behind any row, in whichever year it is dated', async () => {
    const moments = [
      '-infinity',
      '4714-11-24 BC',
      '0044-03-15 BC',
      '0001-12-31 BC',
      '9999-12-31',
      '10000-01-01',
    ]
    moments.push('294276-12-31 23:59:59.999999', 'infinity')
    const all = read()
    for (const moment of moments) {
      await database.query(
        `insert into application_events (event_type, event_group, session_id, created_at) values ($2, 'agent', $1, $3)`,
        [session, moment, moment],
      )
    }
    await all.has(moments.length)
    const late = read()
    await late.has(moments.length)
    expect(late.types).toEqual(moments)
    for (const [i, { cursor }] of late.entries.entries()) {
      const behind = read(cursor)
      await behind.has(moments.length - i - 1)
      expect(behind.types).toEqual(moments.slice(i + 1))
    }
    const resumed = read(all.entries.at(-1)?.cursor)
    await write('today')
    await resumed.has(1)
    expect(resumed.types).toEqual(['today'])
  })

  it('tell a row again that was changed, with the same id', async () => {
    const reader = read()
    await write('draft')
    await reader.has(1)
    await database.query(`update application_events set event_type = 'final' where session_id = $1`, [
      session,
    ])
    await reader.has(2)
    const [one, two] = reader.entries.map(({ about }) => about.kind === 'row' && about.id)
    expect(one).toBe(two)
    expect(reader.types).toEqual(['draft', 'final'])
  })

  it('tell nothing twice to a reader that comes from a process that was ahead', async () => {
    const late = new Live({ ...database, listen: async () => async () => {} }, cursors)
    const first = new LogRecorder(late, eventsOf(session))
    const ahead = read()
    await write('one')
    await first.has(1)
    await write('two')
    await ahead.has(2)
    const moved = new LogRecorder(late, eventsOf(session), ahead.entries[1]?.cursor)
    await write('three')
    await Promise.all([moved.has(1), first.has(3)])
    expect(moved.types).toEqual(['three'])
    expect(first.types).toEqual(['one', 'two', 'three'])
    await late.close()
  })

  it('say so when the row of the cursor was removed, then go on', async () => {
    const reader = read()
    await write('old', 2)
    await reader.has(2)
    const cursor = reader.entries[1]?.cursor
    await database.query('delete from application_events where session_id = $1', [session])
    await write('new')
    const again = read(cursor)
    await again.has(2)
    expect(again.types).toEqual(['gap', 'new'])
    const after = read(again.entries[0]?.cursor)
    await after.has(1)
    expect(after.types).toEqual(['new'])
  })

  it('say so when the cursor is of another database, then tell everything', async () => {
    const reader = read()
    await write('one', 2)
    await reader.has(2)
    const { key } = eventsOf(session)
    const position = readPosition(cursors, key, reader.entries[1]?.cursor ?? '')
    const foreign = writePosition(cursors, key, { ...position, database: 'another' })
    const again = read(foreign)
    await again.has(3)
    expect(again.types).toEqual(['gap', 'one', 'one'])
    expect(again.entries[0]?.about).toMatchObject({ reason: 'OTHER_DATABASE' })
  })

  it('deliver a row of a long log that is dated long ago', async () => {
    await write('filling', 600)
    const reader = read()
    await reader.has(600)
    await write('now')
    await reader.has(601)
    await database.query(
      `insert into application_events (event_type, event_group, session_id, created_at)
       values ('backdated', 'agent', $1, now() - interval '1 year')`,
      [session],
    )
    await write('later')
    // The first reading after a signal looks at recent dates only; the slow poll finds the rest.
    await reader.has(603)
    expect([...reader.types.slice(600)].sort()).toEqual(['backdated', 'later', 'now'])
  })

  it('find changes by polling where nothing signals them', async () => {
    await removeSignals(database)
    const reader = read()
    await write('unsignalled')
    await reader.has(1)
    await write('unsignalled too')
    await reader.has(2)
    await installSignals(database)
  })

  it('work for a session of the demo', async () => {
    session = sessions.research
    const reader = read()
    await reader.has(1)
  })
})
