import type { Database } from '../../src/data/database.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

/** Attacks are on a gateway as it runs in production: on PostgreSQL where the run has one, with nothing shown. */
const testDatabase = testDatabases.find(({ kind }) => kind === 'postgres') ?? testDatabases[0]
if (!testDatabase) throw new Error('This run has no database.')
export const { kind, open, create } = testDatabase

export const production = { NODE_ENV: 'production', CORS_ORIGINS: 'https://app.example' }

/** A gateway of a test file on the demo's rows, or on another database; requests are not counted unless `env` says so. */
export async function startAttackedGateway(
  env: Record<string, string> = {},
  database?: Database,
): Promise<TestGateway> {
  const uncounted = { REQUESTS_PER_MINUTE: '0', REQUESTS_PER_MINUTE_PER_ADDRESS: '0' }
  return startGateway(database ?? (await open('seeded')), { ...production, ...uncounted, ...env })
}
