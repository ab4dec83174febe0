import pg from 'pg'
import { type ConnectionSettings, readConnectionString } from '../config/connection-string/targets.ts'
import { ObservedClient, type ObservedClientConfig } from './observed-client.ts'
import { detectPooling, listMissingSupport, type Pooling } from './pooler.ts'
import {
  createSessionSettings,
  type Found,
  findMissingDefaults,
  greetedPid,
  overrideSetting,
  type SessionSettings,
  setIfDirect,
  verify,
} from './session-settings.ts'
import { describeAlways } from './statement-query.ts'
import { TargetList } from './target-list.ts'
import { DatabaseUnavailableError, UnusableConnectionError } from './unavailable.ts'
import { getParser } from './values.ts'

/** The variable with the URL for signals and locks, where `DATABASE_URL` goes through a pooler. */
export const listenVariable = 'DATABASE_LISTEN_URL'

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    format === 'binary'
      ? pg.types.getTypeParser(oid, format)
      : getParser(oid)) as typeof pg.types.getTypeParser,
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
  readonly targets: TargetList
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

type ParsedUrl = { readonly settings: ConnectionSettings; readonly targets: TargetList }

const parsedUrls = new Map<string, ParsedUrl>()

/** Parses a URL once. All connections to it share one list of targets, so each begins with the one that worked last. */
function parseUrl(databaseUrl: string): ParsedUrl {
  const known = parsedUrls.get(databaseUrl)
  if (known) return known
  const settings = readConnectionString(databaseUrl)
  const parsed = { settings, targets: new TargetList(settings.targets) }
  parsedUrls.set(databaseUrl, parsed)
  return parsed
}

/** Returns the driver configuration of a connection, apart from its target, and the targets. */
export function parseConnection(databaseUrl: string, connectTimeoutMs: number) {
  const { settings, targets } = parseUrl(databaseUrl)
  const config: pg.ClientConfig = { connectionTimeoutMillis: connectTimeoutMs, ...settings.config, types }
  return { config, targets, label: settings.label }
}

/** Creates a connector; see `Connector`. */
export function createConnector({
  variable,
  databaseUrl,
  connectTimeoutMs,
  needsSession,
}: ConnectionOptions): Connector {
  const { config: plain, targets, label } = parseConnection(databaseUrl, connectTimeoutMs)
  const config: ObservedClientConfig = { ...plain, targets }
  let pooling: Promise<Pooling> | undefined

  /** Opens an unprepared connection to the current target, in one attempt. */
  async function open(more: ObservedClientConfig = {}): Promise<ObservedClient> {
    const client = new ObservedClient({ ...config, ...more })
    await client.connect()
    return client
  }

  /** Detects the pooling mode once; a failed detection is retried. */
  function findPooling(client: pg.ClientBase): Promise<Pooling> {
    pooling ??= detectPooling(client, () => open({ query_timeout: connectTimeoutMs })).catch(
      (error: Error) => {
        pooling = undefined
        throw new DatabaseUnavailableError(`The pooler does not answer two connections: ${error.message}`, {
          cause: error,
        })
      },
    )
    return pooling
  }

  async function prepare(client: pg.ClientBase, statementTimeoutMs: number): Promise<void> {
    const { target } = client as ObservedClient
    try {
      await checkSession(client, target?.sessionAttributes)
    } catch (error) {
      targets.fail(target)
      throw error
    }
    const settings = createSessionSettings(statementTimeoutMs)
    const found = await setIfDirect(client, settings, connectTimeoutMs)
    if (found[0]?.pid === greetedPid(client)) return verify(found, settings)
    const detected = await findPooling(client)
    if (!detected.isShared) return verify(await overrideSetting(client, settings, connectTimeoutMs), settings)
    const missing = [
      ...listMissingSupport(detected),
      ...(needsSession ? [missingSession(variable)] : []),
      ...(await readDefaults(client, found, settings)),
    ]
    if (missing.length === 0) return describeAlways(client)
    throw new UnusableConnectionError(
      `${variable} goes through a pooler in transaction mode, which needs ${missing.join('; ')}`,
    )
  }

  async function connectOnce(statementTimeoutMs: number): Promise<pg.Client> {
    const client = await open()
    try {
      await prepare(client, statementTimeoutMs)
      return client
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
  }

  return {
    config,
    targets,
    label,
    prepare,
    connect: (statementTimeoutMs) => targets.attempt(() => connectOnce(statementTimeoutMs)),
  }
}

function missingSession(variable: string): string {
  const direct = 'a URL to PostgreSQL itself for signals, migrations and locks'
  return variable === listenVariable ? direct : `${listenVariable}, ${direct}`
}

/** Throws unless the server is of the kind that `target_session_attrs` asks for. */
async function checkSession(client: pg.ClientBase, attributes = 'any'): Promise<void> {
  const wanted = sessionKinds[attributes]
  if (wanted === undefined) return
  const { rows } = await client.query<{ isStandby: boolean; isReadOnly: boolean }>(
    `select pg_is_in_recovery() as "isStandby", current_setting('transaction_read_only') = 'on' as "isReadOnly"`,
  )
  if (!rows[0] || !wanted(rows[0]))
    throw new DatabaseUnavailableError(`The server is not ${attributes}, as target_session_attrs demands.`)
}

type SessionKind = { readonly isStandby: boolean; readonly isReadOnly: boolean }

const sessionKinds: Readonly<Record<string, (kind: SessionKind) => boolean>> = {
  'read-write': ({ isReadOnly }) => !isReadOnly,
  'read-only': ({ isReadOnly }) => isReadOnly,
  primary: ({ isStandby }) => !isStandby,
  standby: ({ isStandby }) => isStandby,
}

/** Lists the settings that the role's defaults lack. */
async function readDefaults(
  client: pg.ClientBase,
  found: readonly Found[],
  settings: SessionSettings,
): Promise<string[]> {
  const { rows } = await client.query<{ role: string }>('select quote_ident(current_user) as role')
  return findMissingDefaults(found, settings, rows[0]?.role ?? '')
}
