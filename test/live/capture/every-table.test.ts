import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { installSignals } from '../../../src/cli/signals.ts'
import type { Database } from '../../../src/data/database.ts'
import { openDatabase } from '../../../src/data/open.ts'
import { Capture } from '../../../src/live/capture/capture.ts'
import { connectCapture } from '../../../src/live/capture/connections.ts'
import { readCaptureNames } from '../../../src/live/capture/publication.ts'
import { listWatchKeyIds } from '../../../src/live/watch-keys.ts'
import { watched } from '../../../src/live/watched.ts'
import { type LogicalServer, startLogicalServer } from '../../support/logical-server.ts'
import { hasRedis, type RedisServer, startRedisServer } from '../../support/redis-server.ts'
import { programs } from '../../support/replication.ts'
import { limits } from '../../support/templates.ts'
import { type ReceivedSignals, recordRedis, recordTriggers } from './heard.ts'

/** How many rows of a table are changed, one after the other. */
const maxRows = 3

/** The watchers that are woken. */
const wake = ({ changes }: ReceivedSignals) => [...new Set(changes.flatMap(listWatchKeyIds))].sort()

// prompt-states shows that each field below a state is read anew when the triggers signal what it reads.
describe.skipIf(!hasRedis || !programs)('a changed row of any watched table', () => {
  let redis: RedisServer
  let server: LogicalServer
  let database: Database
  let capture: Capture
  let fromLog: ReceivedSignals
  let fromTriggers: ReceivedSignals

  beforeAll(async () => {
    redis = await startRedisServer()
    server = await startLogicalServer()
    const databaseUrl = await server.newDatabase()
    database = await openDatabase({ databaseUrl, dataDir: '', ...limits })
    await installSignals(database, 'replication')
    fromLog = await recordRedis(redis.url, (await readCaptureNames(database)).channel)
    fromTriggers = await recordTriggers(databaseUrl)
    let isReading = false
    capture = await Capture.start({
      database,
      connections: connectCapture({ databaseUrl, redisUrl: redis.url }, () => {}),
      onReading: () => {
        isReading = true
      },
      onError: () => {},
    })
    await vi.waitUntil(() => isReading, { timeout: 20_000 })
    // What was written before is signalled too: until nothing has come for a second.
    for (let count = -1; count < fromLog.changes.length; await pause(1_000)) count = fromLog.changes.length
  })
  afterAll(async () => {
    await capture.close()
    await Promise.all([fromLog.close(), fromTriggers.close()])
    await database.close()
    await server.remove()
    await redis.stop()
  })

  it.each(Object.entries(watched))(
    'of %s is signalled by the log as by its trigger',
    async (name, [column]) => {
      const rows = await database.query<{ row: string }>(
        `select ctid::text as row from ${name} limit ${maxRows}`,
      )
      expect(rows).not.toEqual([])
      for (const { row } of rows) {
        fromLog.changes.length = 0
        fromTriggers.changes.length = 0
        await database.query(`update ${name} set ${column} = ${column} where ctid = $1::tid`, [row])
        await expect.poll(() => fromTriggers.changes).not.toEqual([])
        await expect.poll(() => wake(fromLog), { timeout: 20_000 }).toEqual(wake(fromTriggers))
      }
    },
  )
})
