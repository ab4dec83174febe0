import { describe, expect, it } from 'vitest'
import type { Live } from '../../../src/live/live.ts'
import { programs } from './crashing-server.ts'
import { numbered, RestartSuite } from './set-up.ts'

// PGlite lives and dies with its process.
describe.skipIf(!programs)('a log, when the server', () => {
  const suite = new RestartSuite()
  /** Uses numbers of transactions that no record on disk keeps. */
  const rollBack = (count: number) =>
    suite.database.script(`do $$ begin for i in 1..${count} loop
      begin perform pg_current_xact_id(); insert into sessions (id) values (null); exception when others then end;
    end loop; raise exception 'no'; end $$`)
  /** Has every process read after numbers were used that no record on disk keeps. */
  async function readBeyond(count: number): Promise<Live> {
    await rollBack(count).catch(() => {})
    return suite.openLive()
  }

  it.each(['SIGQUIT', 'SIGINT'] as const)(
    'stops (%s) and starts: nothing is lost or comes twice',
    async (signal) => {
      const connected = suite.record()
      await suite.write(numbered('before', 5))
      await connected.has(5)
      const beyond = await readBeyond(60)
      const other = suite.record({ live: beyond })
      await other.has(5)
      await suite.server.stop(signal)
      await suite.server.start()
      const after = numbered('after', 40)
      await suite.write(after)
      const all = [...numbered('before', 5), ...after]
      await connected.has(45)
      await other.has(45)
      expect(connected.types).toEqual(all)
      expect(other.types).toEqual(all)
      const again = suite.record({ after: other.entries[4]?.cursor })
      await again.has(40)
      expect(again.types).toEqual(after)
      await beyond.close()
    },
  )

  it('recovers from the crash of one of its processes', async () => {
    await suite.write(['one'])
    const beyond = await readBeyond(60)
    const connected = suite.record({ live: beyond })
    await connected.has(1)
    const [row] = await suite.database.query<{ pid: number; reset: string }>(
      `select pid, (select stats_reset::text from pg_stat_archiver) as reset
       from pg_stat_activity where backend_type = 'walwriter'`,
    )
    process.kill(row?.pid ?? 0, 'SIGKILL')
    const known = row?.reset ?? ''
    // Statistics begin anew with the recovery.
    const recovered = () =>
      suite.database
        .query<{ reset: string }>('select stats_reset::text as reset from pg_stat_archiver')
        .then(([row]) => row?.reset ?? known)
        .catch(() => known)
    await expect.poll(recovered, { timeout: 20_000 }).not.toBe(known)
    const after = numbered('after', 40)
    await suite.write(after)
    await connected.has(41)
    expect(connected.types).toEqual(['one', ...after])
    await beyond.close()
  })

  it('is restored from a copy: all receive a gap, then the whole log', async () => {
    await suite.write(['kept'])
    await suite.database.script('checkpoint')
    await suite.server.stop('SIGINT')
    const restore = suite.server.copy()
    await suite.server.start()
    const connected = suite.record()
    await connected.has(1)
    await suite.write(numbered('lost', 40))
    await connected.has(41)
    const cursors = [connected.entries[0]?.cursor, connected.entries.at(-1)?.cursor]
    await suite.server.stop('SIGQUIT')
    restore()
    await suite.server.start()
    const after = numbered('after', 40)
    await suite.write(after)
    await connected.has(41 + 42)
    expect(connected.types.slice(41)).toEqual(['gap', 'kept', ...after])
    const again = suite.record({ after: cursors[1] })
    await again.has(42)
    expect(again.types).toEqual(['gap', 'kept', ...after])
    // What this one had is all there, so it goes on.
    const early = suite.record({ after: cursors[0] })
    await early.has(40)
    expect(early.types).toEqual(after)
  })

  it('counts in another epoch of transactions: nothing is lost or comes twice', async () => {
    const connected = suite.record()
    await suite.write(numbered('before', 20))
    await connected.has(20)
    const cursor = connected.entries.at(-1)?.cursor
    await suite.server.stop('SIGINT')
    suite.server.resetCounters('--epoch=1')
    await suite.server.start()
    const after = numbered('after', 20)
    await suite.write(after)
    await connected.has(40)
    const again = suite.record({ after: cursor })
    await again.has(20)
    expect(connected.types).toEqual([...numbered('before', 20), ...after])
    expect(again.types).toEqual(after)
  })
})
