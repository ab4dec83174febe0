import type pg from 'pg'
import { describe, expect, it } from 'vitest'
import { programs } from './crashing-server.ts'
import { numbered, RestartSuite } from './set-up.ts'

// PGlite lives and dies with its process.
describe.skipIf(!programs)(
  'a log that lost a transaction older than one that survives',
  {
    timeout: 60_000,
  },
  () => {
    const suite = new RestartSuite()

    /** Begins a transaction that wrote an event, and lets another that began later commit before it. */
    async function overtake(): Promise<pg.Client> {
      const writer = await suite.server.connect()
      await writer.query('begin')
      await suite.write(['lost'], writer)
      await suite.write(['survives'])
      return writer
    }

    /** Writes as much WAL as an hour would, elsewhere, before any gateway reads. */
    async function writeElsewhere(): Promise<void> {
      const writer = await suite.server.connect()
      for (let i = 0; i < 20; i += 1)
        await writer.query(`select pg_logical_emit_message(true, '', repeat('x', 10000))`)
      await writer.query('checkpoint')
      await writer.end()
    }

    /** Reads from a cursor, in a gateway that began after the server did. */
    async function comeBack(after: string | undefined, count: number): Promise<string[]> {
      const live = suite.openLive()
      const again = suite.record({ live, after })
      await again.has(count)
      await live.close()
      return again.types
    }

    it.each([false, true])(
      'since it was restored from a copy that was taken in between reports a gap (one reading: %s)',
      async (isOneReading) => {
        const writer = await overtake()
        await suite.database.script('checkpoint')
        const connected = isOneReading ? undefined : suite.record()
        await connected?.has(1)
        const restore = suite.server.copy()
        await writer.query('commit')
        const read = connected ?? suite.record()
        await read.has(2)
        expect(read.types.toSorted()).toEqual(['lost', 'survives'])
        const cursor = read.entries.at(-1)?.cursor
        read.close()
        await suite.live.close()
        await suite.server.stop('SIGQUIT')
        restore()
        await suite.server.start()
        await writeElsewhere()
        await suite.write(numbered('after', 2))
        expect(await comeBack(cursor, 4)).toEqual(['gap', 'survives', ...numbered('after', 2)])
      },
    )

    it('by a crash that found it in memory reports a gap', async () => {
      const writer = await overtake()
      const connected = suite.record()
      await connected.has(1)
      await writer.query('set local synchronous_commit = off')
      await writer.query('commit')
      await connected.has(2)
      expect(connected.types).toEqual(['survives', 'lost'])
      const cursor = connected.entries.at(-1)?.cursor
      connected.close()
      await suite.live.close()
      await suite.server.stop('SIGQUIT')
      await suite.server.start()
      await writeElsewhere()
      expect(await comeBack(cursor, 2)).toEqual(['gap', 'survives'])
    })

    it.each(['SIGINT', 'SIGQUIT'] as const)('reports no gap where nothing was lost (%s)', async (signal) => {
      const writer = await overtake()
      await writer.query('commit')
      const connected = suite.record()
      await connected.has(2)
      const cursor = connected.entries.at(-1)?.cursor
      await writer.end()
      await suite.server.stop(signal)
      await suite.server.start()
      await suite.write(['after'])
      await connected.has(3)
      expect(await comeBack(cursor, 1)).toEqual(['after'])
      expect(connected.types.slice(2)).toEqual(['after'])
    })
  },
)
