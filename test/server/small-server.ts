import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { GraphQLSchema } from 'graphql'
import { createAuthenticator } from '../../src/auth/authenticate.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { HeldBytes } from '../../src/data/request-bytes.ts'
import { Live } from '../../src/live/live.ts'
import type { WrapExecute } from '../../src/server/execution/execute.ts'
import { createGatewayServer, type GatewayServer } from '../../src/server/server.ts'
import { type Ask, asker, recordingLog, testKey } from '../support/client.ts'
import { testEnvironment } from '../support/gateway.ts'

/** A server of a small schema, with the lines that it logged. */
export type SmallServer = GatewayServer & {
  readonly url: string
  readonly ask: Ask
  readonly lines: readonly Record<string, unknown>[]
}

/** The gateway's own server around a schema of a test: for what the real one never does. */
export async function serve(
  schema: GraphQLSchema,
  database: Database,
  execution: Config['execution'] = 'planned',
  wrapExecute?: WrapExecute,
  env: Readonly<Record<string, string>> = {},
): Promise<SmallServer> {
  const { log, lines } = recordingLog()
  const config = readConfig({ ...testEnvironment, ...env })
  const cursors = new Cursors('secret')
  const live = new Live(database, cursors, (err) => log.error({ err }, 'live'))
  const { limits } = config
  const heldBytes = new HeldBytes(limits.heldBytes)
  const services = { database, cursors, live, limits, heldBytes }
  const runtime = { services, authenticator: createAuthenticator(database, { secrets: [testKey] }) }
  const server = await createGatewayServer({
    schema,
    config: { ...config, graphiql: false, execution },
    status: { phase: 'serving', reason: '', runtime },
    log,
    wrapExecute,
  })
  server.http.listen(0, '127.0.0.1')
  await once(server.http, 'listening')
  const url = `http://127.0.0.1:${(server.http.address() as AddressInfo).port}/graphql`
  return { ...server, url, ask: asker(url), lines }
}
