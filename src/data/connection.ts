import pg from 'pg'
import { readConnectionUrl } from './connection-url.ts'
import { ObservedClient } from './observed-client.ts'
import { detectPooling, missingFrom, type Pooling } from './pooler.ts'
import {
  type Found,
  greetedPid,
  missingDefaults,
  type SessionSettings,
  sessionSettings,
  setAnyway,
  setIfDirect,
  verify,
} from './session-settings.ts'
import { DatabaseUnavailableError, UnusableConnectionError } from './unavailable.ts'
import { parsers } from './values.ts'

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) ||
    pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export type ConnectionOptions = {
  /** The variable that has the URL, for messages. */
  readonly variable: string
  readonly databaseUrl: string
  readonly connectTimeoutMs: number
  /** What the connection keeps between transactions (signals, locks of the session); absent where it need not. */
  readonly needsSession?: boolean
}

/** How the connections to one URL are made, and where to, for people. */
export type Connector = {
  readonly config: pg.ClientConfig
  /** Host, port and database. Never a password. */
  readonly label: string
  /**
   * Sets and verifies the settings of a new connection, in one round trip to PostgreSQL itself. Behind a pooler that shares
   * server processes nothing is set, as it would hold for others: the role's own settings are verified then. Throws
   * `UnusableConnectionError` where something is missing.
   */
  prepare(client: pg.ClientBase, statementTimeoutMs: number): Promise<void>
  /** Opens a connection outside the pool, ready for use. */
  connect(statementTimeoutMs: number): Promise<pg.Client>
}

/** How every connection to PostgreSQL is configured, and the start-up options that its URL has. */
export function connectionTo(databaseUrl: string, connectTimeoutMs: number) {
  const { url, options, label } = readConnectionUrl(databaseUrl)
  const config = {
    connectionString: url,
    options: options || undefined,
    fallback_application_name: 'ii-agent-gateway',
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types,
  } satisfies pg.ClientConfig
  return { config, label }
}

export function createConnector({
  variable,
  databaseUrl,
  connectTimeoutMs,
  needsSession,
}: ConnectionOptions): Connector {
  const { config, label } = connectionTo(databaseUrl, connectTimeoutMs)
  let pooling: Promise<Pooling> | undefined

  async function open(): Promise<pg.Client> {
    const client = new ObservedClient({ ...config, query_timeout: connectTimeoutMs })
    await client.connect()
    return client
  }

  /** Looks once; a failure to look is not remembered. */
  function findPooling(client: pg.ClientBase): Promise<Pooling> {
    pooling ??= detectPooling(client, open).catch((error: Error) => {
      pooling = undefined
      throw new DatabaseUnavailableError(`The pooler does not answer two connections: ${error.message}`, {
        cause: error,
      })
    })
    return pooling
  }

  async function prepare(client: pg.ClientBase, statementTimeoutMs: number): Promise<void> {
    const settings = sessionSettings(statementTimeoutMs)
    const found = await setIfDirect(client, settings, connectTimeoutMs)
    if (found[0]?.pid === greetedPid(client)) return verify(found, settings)
    const lending = await findPooling(client)
    if (!lending.isShared) return verify(await setAnyway(client, settings, connectTimeoutMs), settings)
    const missing = [...missingFrom(lending), ...sessionOf(), ...(await defaultsOf(client, found, settings))]
    if (missing.length === 0) return
    throw new UnusableConnectionError(
      `${variable} goes through a pooler in transaction mode, which needs ${missing.join('; ')}`,
    )
  }

  function sessionOf(): string[] {
    if (!needsSession) return []
    const direct = 'to PostgreSQL itself for signals, migrations and locks'
    return variable === listenVariable ? [`a URL ${direct}`] : [`${listenVariable}, a URL ${direct}`]
  }

  return {
    config,
    label,
    prepare,
    async connect(statementTimeoutMs) {
      const client = new ObservedClient(config)
      try {
        await client.connect()
        await prepare(client, statementTimeoutMs)
        return client
      } catch (error) {
        await client.end().catch(() => {})
        throw error
      }
    },
  }
}

export const listenVariable = 'DATABASE_LISTEN_URL'

async function defaultsOf(
  client: pg.ClientBase,
  found: readonly Found[],
  settings: SessionSettings,
): Promise<string[]> {
  const { rows } = await client.query<{ role: string }>('select quote_ident(current_user) as role')
  return missingDefaults(found, settings, rows[0]?.role ?? '')
}
