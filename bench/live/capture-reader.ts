import { openDatabase } from '../../src/data/open.ts'
import { Capture } from '../../src/live/capture/capture.ts'

// Reads the log of a database and publishes what changed, as a gateway would, until it is killed.

const { DATABASE_URL: databaseUrl = '', REDIS_URL: redisUrl = '' } = process.env
const database = await openDatabase({ databaseUrl, dataDir: '', poolSize: 2, statementTimeoutMs: 60_000 })
await Capture.start({
  database,
  databaseUrl,
  redisUrl,
  onReading: () => process.send?.('reading'),
  onError: console.error,
  onWait: console.error,
})
