import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Cursors } from '../../../src/data/batching/cursor.ts'
import type { Database } from '../../../src/data/database.ts'
import { Live } from '../../../src/live/live.ts'
import { eventsOf, LogRecorder } from '../log-recorder.ts'
import { CrashingServer, programs } from './crashing-server.ts'

// PGlite lives and dies with its process.
describe.skipIf(!programs)('a log, when the server', { timeout: 60_000 }, () => {
  const cursors = new Cursors('secret')
  let server: CrashingServer
  let database: Database
  let live: Live
  let session = ''
  const recorders: LogRecorder[] = []

  beforeAll(async () => {
    server = await CrashingServer.start()
  })
  beforeEach(async () => {
    database = await server.open()
    live = new Live(database, cursors)
    session = randomUUID()
  })
  afterEach(async () => {
    for (const recorder of recorders.splice(0)) recorder.close()
    await live.close()
    await database.close()
  })
  afterAll(() => server.remove())

  function record(after?: string, by = live): LogRecorder {
    const recorder = new LogRecorder(by, eventsOf(session), after)
    recorders.push(recorder)
    return recorder
  }
  const insert = `insert into application_events (event_type, event_group, session_id) select $2, 'agent', $1`
  const write = async (types: readonly string[]) => {
    for (const type of types) await database.query(insert, [session, type])
  }
  const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name} ${i}`)
  /** Uses numbers of transactions that no record on disk keeps. */
  const rollBack = (count: number) =>
    database.script(`do $$ begin for i in 1..${count} loop
      begin perform pg_current_xact_id(); insert into sessions (id) values (null); exception when others then end;
    end loop; raise exception 'no'; end $$`)
  /** Has every process read after numbers were used that no record on disk keeps. */
  async function readBeyond(count: number): Promise<Live> {
    await rollBack(count).catch(() => {})
    return new Live(database, cursors)
  }

  it.each(['SIGQUIT', 'SIGINT'] as const)(
    'stops (%s) and starts: nothing is lost or comes twice',
    async (signal) => {
      const connected = record()
      await write(numbered('before', 5))
      await connected.has(5)
      const beyond = await readBeyond(60)
      const other = record(undefined, beyond)
      await other.has(5)
      await server.stop(signal)
      await server.start()
      const after = numbered('after', 40)
      await write(after)
      const all = [...numbered('before', 5), ...after]
      await connected.has(45)
      await other.has(45)
      expect(connected.types).toEqual(all)
      expect(other.types).toEqual(all)
      const again = record(other.entries[4]?.cursor)
      await again.has(40)
      expect(again.types).toEqual(after)
      await beyond.close()
    },
  )

  it('recovers from the crash of one of its processes', async () => {
    await write(['one'])
    const beyond = await readBeyond(60)
    const connected = record(undefined, beyond)
    await connected.has(1)
    const [row] = await database.query<{ pid: number; reset: string }>(
      `select pid, (select stats_reset::text from pg_stat_archiver) as reset
       from pg_stat_activity where backend_type = 'walwriter'`,
    )
    process.kill(row?.pid ?? 0, 'SIGKILL')
    const known = row?.reset ?? ''
    // Statistics begin anew with the recovery.
    const recovered = () =>
      database
        .query<{ reset: string }>('select stats_reset::text as reset from pg_stat_archiver')
        .then(([row]) => row?.reset ?? known)
        .catch(() => known)
    await expect.poll(recovered, { timeout: 20_000 }).not.toBe(known)
    const after = numbered('after', 40)
    await write(after)
    await connected.has(41)
    expect(connected.types).toEqual(['one', ...after])
    await beyond.close()
  })

  it('is restored from a copy: all receive a gap, then the whole log', async () => {
    await write(['kept'])
    await database.script('checkpoint')
    await server.stop('SIGINT')
    const restore = server.copy()
    await server.start()
    const connected = record()
    await connected.has(1)
    await write(numbered('lost', 40))
    await connected.has(41)
    const cursors = [connected.entries[0]?.cursor, connected.entries.at(-1)?.cursor]
    await server.stop('SIGQUIT')
    restore()
    await server.start()
    const after = numbered('after', 40)
    await write(after)
    await connected.has(41 + 42)
    expect(connected.types.slice(41)).toEqual(['gap', 'kept', ...after])
    const again = record(cursors[1])
    await again.has(42)
    expect(again.types).toEqual(['gap', 'kept', ...after])
    // What this one had is all there, so it goes on.
    const early = record(cursors[0])
    await early.has(40)
    expect(early.types).toEqual(after)
  })

  it('counts in another epoch of transactions: nothing is lost or comes twice', async () => {
    const connected = record()
    await write(numbered('before', 20))
    await connected.has(20)
    const cursor = connected.entries.at(-1)?.cursor
    await server.stop('SIGINT')
    server.resetCounters('--epoch=1')
    await server.start()
    const after = numbered('after', 20)
    await write(after)
    await connected.has(40)
    const again = record(cursor)
    await again.has(20)
    expect(connected.types).toEqual([...numbered('before', 20), ...after])
    expect(again.types).toEqual(after)
  })
})
