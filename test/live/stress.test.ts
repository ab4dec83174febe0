import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../support/database.ts'
import {
  cutListeners,
  GatewayProcess,
  makeRun,
  readWrittenRows,
  type Seen,
  watchToTheEnd,
  write,
} from './stress.ts'

/** `npm run soak:live` writes for longer. */
const writingMs = Number(process.env.SOAK_SECONDS ?? 8) * 1000
const writers = 8
const watchers = 20

const server = testDatabases.find(({ kind }) => kind === 'postgres')

// PGlite has one connection, on which no writers disturb each other.
describe.skipIf(!server)('the log of a run under torture, on PostgreSQL', () => {
  let made: Awaited<ReturnType<NonNullable<typeof server>['create']>>
  let client: pg.Client
  let gateways: GatewayProcess[]
  let databaseUrl = ''

  beforeAll(async () => {
    made = await (server as NonNullable<typeof server>).create('seeded')
    databaseUrl = made.config.databaseUrl ?? ''
    client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    gateways = [new GatewayProcess(databaseUrl), new GatewayProcess(databaseUrl)]
    await Promise.all(gateways.map((gateway) => gateway.start()))
  })
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.kill()))
    await client.end()
    await made.remove()
  })

  it('reaches every watcher whole, each row once, despite crashes and late commits', {
    timeout: writingMs + 90_000,
  }, async () => {
    const run = await makeRun(client)
    const stop = AbortSignal.timeout(writingMs)
    const writing = Promise.all(
      Array.from({ length: writers }, (_, writer) => write(databaseUrl, run, writer, stop)),
    )
    const watching = Promise.all(Array.from({ length: watchers }, () => watchToTheEnd(gateways, run)))
    const breaking = breakThings(stop)
    await writing
    await client.query(`update run_tasks set status = 'completed', version = version + 1 where id = $1`, [
      run,
    ])
    const cuts = await breaking
    const results = await watching
    const truth = await readWrittenRows(client, run)
    const visits = results.reduce((sum, one) => sum + one.visits, 0)
    console.log(
      `${truth.length} rows, ${watchers} watchers, ${visits} connections, ${cuts} LISTEN connections cut`,
    )
    expect(truth.length).toBeGreaterThan(100)
    for (const { seen, gaps } of results) {
      expect(seen.map(({ id }) => id).sort()).toEqual(truth)
      expect(gaps).toBe(0)
      expect(outOfOrder(seen)).toEqual([])
    }
  })

  /** Kills one gateway and starts it again, and cuts what listens again and again; answers how often. */
  async function breakThings(stop: AbortSignal): Promise<number> {
    let cuts = 0
    const cutting = (async () => {
      while (!stop.aborted) {
        cuts += await cutListeners(client)
        await pause(700)
      }
    })()
    await pause(writingMs / 4)
    await gateways[1]?.kill()
    await pause(writingMs / 8)
    await gateways[1]?.start()
    await cutting
    return cuts
  }
})

/** Rows of a writer with a right clock that came before rows of an earlier transaction of the same writer. */
function outOfOrder(seen: readonly Seen[]): Seen[] {
  const last = new Map<string, number>()
  return seen.filter(({ type }) => {
    const [, writer, turn] = /^(\d+):(\d+)$/.exec(type) ?? []
    if (!writer) return false
    const before = last.get(writer) ?? 0
    last.set(writer, Math.max(before, Number(turn)))
    return Number(turn) < before
  })
}
