import { migrate } from '../../src/data/migrations.ts'
import { openPostgres } from '../../src/data/postgres.ts'

// One of several processes that migrate a database at once: waits for a line, so that all begin together.
const [, , databaseUrl = '', folder] = process.argv
const database = openPostgres({ databaseUrl, poolSize: 2, statementTimeoutMs: 5000 })
console.log('ready')
process.stdin.once('data', async () => {
  const { applied } = await migrate(database, { folder })
  console.log(JSON.stringify(applied))
  await database.close()
  process.exit()
})
