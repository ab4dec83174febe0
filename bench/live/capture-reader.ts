import { openDatabase } from '../../src/data/open.ts'
import { Capture } from '../../src/live/capture/capture.ts'
import { connectCapture } from '../../src/live/capture/connections.ts'

// Reads the log of a database and publishes what changed, as a gateway would, until it is killed.

const { DATABASE_URL: databaseUrl = '', REDIS_URL: redisUrl = '' } = process.env
const database = await openDatabase({ databaseUrl, dataDir: '', poolSize: 2, statementTimeoutMs: 60_000 })
await Capture.start({
  database,
  connections: connectCapture({ databaseUrl, redisUrl }, console.error),
  onReading: () => process.send?.('reading'),
  onError: console.error,
})
