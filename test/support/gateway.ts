import { createGateway, type Gateway, type GatewayOptions } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/data/database.ts'
import { type Ask, asker, recordingLog, testSecret } from './client.ts'

/** A gateway in the process of the test. */
export type TestGateway = Gateway & {
  /** Of `/graphql`. */
  readonly url: string
  /** The same place, for WebSockets. */
  readonly socketUrl: string
  /** Every line that was logged so far. */
  readonly lines: readonly Record<string, unknown>[]
  readonly ask: Ask
}

/** Timeouts that end nothing on however slow a machine: a test of one sets it. */
const patience = {
  BODY_TIMEOUT_MS: '600000',
  CLIENT_READ_TIMEOUT_MS: '600000',
  CONNECTION_INIT_TIMEOUT_MS: '600000',
  REQUEST_TIMEOUT_MS: '600000',
}

/** The environment of a test's gateway: a free port, GraphiQL on, and a database that its opener chooses. */
export const testEnvironment = {
  ...patience,
  PORT: '0',
  HOST: '127.0.0.1',
  DATABASE_URL: 'postgresql://localhost/not-used',
  JWT_SECRET_KEY: testSecret,
  // `EXECUTION=graphql-js npm test` runs everything without planned operations.
  EXECUTION: process.env.EXECUTION ?? '',
}

/** Starts the gateway on a database of a test, which it closes when it is closed. */
export async function startGateway(
  database: Database,
  env: Record<string, string> = {},
): Promise<TestGateway> {
  const gateway = await listen(env, { open: async () => database })
  await gateway.ready()
  return gateway
}

/** Opens a gateway's port, and does not wait until it is ready. */
export async function listen(
  env: Record<string, string>,
  options: Omit<GatewayOptions, 'log'> = {},
): Promise<TestGateway> {
  const { log, lines } = recordingLog()
  const gateway = createGateway(readConfig({ ...testEnvironment, ...env }), { log, ...options })
  const { url } = await gateway.listen()
  return { ...gateway, url, socketUrl: url.replace('http', 'ws'), lines, ask: asker(url) }
}
