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

/** How to connect to a database. */
export type ConnectionOptions = {
  /** Name of the environment variable with the URL, for error messages. */
  readonly variable: string
  readonly databaseUrl: string
  readonly connectTimeoutMs: number
  /** Set if the connection must keep session state between transactions (LISTEN, session locks). */
  readonly needsSession?: boolean
}

/** Creates and prepares connections to one URL. */
export type Connector = {
  readonly config: pg.ClientConfig
  /** Host, port and database, without the password. */
  readonly label: string
  /**
   * Applies and verifies the settings of a new connection in one round trip. Behind a pooler that shares
   * server processes, settings would affect other clients: there the role's defaults are verified instead.
   * Throws `UnusableConnectionError` if a setting is missing.
   */
  prepare(client: pg.ClientBase, statementTimeoutMs: number): Promise<void>
  /** Opens a prepared connection outside the pool. */
  connect(statementTimeoutMs: number): Promise<pg.Client>
}

/** Returns the driver configuration of a connection, and the start-up options of its URL. */
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

/** Creates a connector; see `Connector`. */
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

  /** Detects the pooling mode once; a failed detection is retried. */
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
