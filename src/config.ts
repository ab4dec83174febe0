import { resolve } from 'node:path'
import type { z } from 'zod'
import { environment, type logLevels, renameFormerVariables } from './config/environment.ts'
import { type LimitName, type Limits, limits } from './config/limits.ts'

/** Names the invalid variable and the remedy in one line, without the value of a secret variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** The configuration of the gateway: frozen, and created by `readConfig` only. */
export type Config = Readonly<{
  /** `embedded`: a PGlite database in `dataDir`, with a demo. `postgres`: the database at `databaseUrl`. */
  mode: 'embedded' | 'postgres'
  host: string
  /** 0 selects any free port. */
  port: number
  databaseUrl: string | undefined
  /** A direct URL of the same database; absent if `databaseUrl` is not a pooler that shares sessions. */
  listenUrl: string | undefined
  /** Streaming replicas that may serve queries. */
  replicaUrls: readonly string[]
  /** An absolute path. */
  dataDir: string
  poolSize: number
  statementTimeoutMs: number
  skipMigrations: boolean
  /** Absent in embedded mode, which stores a random one with the data, and for commands that sign nothing. */
  jwtSecret: string | undefined
  /** Former or future values of `jwtSecret`, whose tokens are accepted too. */
  jwtAdditionalSecrets: readonly string[]
  /** URL of public keys that verify tokens, in addition to the secrets. */
  jwksUrl: string | undefined
  /** Required `iss` and `aud` of tokens; not checked if absent. */
  jwtIssuer: string | undefined
  jwtAudience: string | undefined
  graphiql: boolean
  introspection: boolean
  /** True if `/` and `/console` serve the console. */
  console: boolean
  execution: 'planned' | 'graphql-js'
  /** An absolute path. */
  persistedDocuments: string | undefined
  persistedOnly: boolean
  /** Maximum size of the document cache in bytes. */
  documentCacheBytes: number
  corsOrigins: readonly string[]
  /**
   * Hosts (without ports) that requests may name in addition to this machine's own; see `createHostCheck`.
   */
  allowedHosts: readonly string[]
  /** Proxies whose `X-Forwarded-For` is trusted: addresses, subnets, or names of `proxy-addr`. */
  trustedProxies: readonly string[]
  limits: Limits
  /** The method of change capture; `replication` requires `databaseUrl` and `redisUrl`. */
  changeCapture: 'triggers' | 'replication'
  /** Redis for the state shared by several gateways; without it, each keeps its own. */
  redisUrl: string | undefined
  /** The platform's Redis; without it, runs cannot be cancelled. */
  platformRedisUrl: string | undefined
  /** In embedded mode, that of the demo's projects. */
  projectDomain: string | undefined
  /** Base URL of the platform's public objects, without a trailing slash. */
  publicStorageUrl: string | undefined
  /** Number of processes that serve the port. */
  workers: number
  /** Port of `/metrics`; absent disables metrics, 0 selects any free port. */
  metricsPort: number | undefined
  /** Endpoint of traces, as OpenTelemetry's libraries read it; absent disables tracing. */
  tracesEndpoint: string | undefined
  logLevel: (typeof logLevels)[number]
}>

const demoDomain = 'ii-apps.example'
/**
 * Reads and validates the environment; an empty variable counts as absent. `use` is `database` for commands
 * that verify and sign no tokens, and so need no secret. Throws `ConfigError` for the first invalid variable.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
  use: 'serving' | 'database' = 'serving',
): Config {
  const present = Object.entries(env).filter(([, value]) => value?.trim())
  const result = environment.safeParse(renameFormerVariables(Object.fromEntries(present)))
  if (!result.success) {
    const [issue] = result.error.issues
    throw new ConfigError(`${issue?.path[0]?.toString()} ${issue?.message}.`)
  }
  checkCombinations(result.data, use)
  return Object.freeze(toConfig(result.data))
}

type Environment = z.output<typeof environment>

/** Throws `ConfigError` for variables that are valid alone but not together. */
function checkCombinations(given: Environment, use: 'serving' | 'database'): void {
  const embedded = given.DATABASE_URL === undefined
  if (!embedded && use === 'serving' && given.JWT_SECRET_KEY === undefined) {
    throw new ConfigError(
      'JWT_SECRET_KEY must be set with DATABASE_URL: the secret that II-Agent signs its access tokens with.',
    )
  }
  if (embedded && given.WORKERS > 1) {
    throw new ConfigError('WORKERS needs DATABASE_URL: the embedded database belongs to one process.')
  }
  if (embedded && given.DATABASE_REPLICA_URLS) {
    throw new ConfigError('DATABASE_REPLICA_URLS needs DATABASE_URL, the database that they are replicas of.')
  }
  if (embedded && given.DATABASE_LISTEN_URL) {
    throw new ConfigError('DATABASE_LISTEN_URL needs DATABASE_URL, the same database.')
  }
  if (given.CHANGE_CAPTURE === 'replication' && use === 'serving') {
    if (embedded) throw new ConfigError('CHANGE_CAPTURE=replication needs DATABASE_URL, a PostgreSQL.')
    if (given.REDIS_URL === undefined)
      throw new ConfigError(
        'CHANGE_CAPTURE=replication needs REDIS_URL, through which changes are signalled.',
      )
  }
  if (given.PERSISTED_ONLY && given.PERSISTED_DOCUMENTS === undefined) {
    throw new ConfigError('PERSISTED_ONLY needs PERSISTED_DOCUMENTS, the file of what may be asked.')
  }
}

function toConfig(given: Environment): Config {
  const embedded = given.DATABASE_URL === undefined
  const bounds = readLimits(given)
  const graphiql = given.GRAPHIQL ?? (embedded || given.NODE_ENV !== 'production')
  return {
    mode: embedded ? 'embedded' : 'postgres',
    host: given.HOST ?? (embedded ? '127.0.0.1' : '0.0.0.0'),
    port: given.PORT,
    databaseUrl: given.DATABASE_URL,
    listenUrl: given.DATABASE_LISTEN_URL,
    replicaUrls: given.DATABASE_REPLICA_URLS ?? [],
    dataDir: resolve(given.DATA_DIR),
    poolSize: given.DATABASE_POOL_SIZE,
    statementTimeoutMs: bounds.statementMs,
    skipMigrations: given.SKIP_MIGRATIONS,
    jwtSecret: given.JWT_SECRET_KEY,
    jwtAdditionalSecrets: given.JWT_ADDITIONAL_SECRET_KEYS ?? [],
    jwksUrl: given.JWKS_URL,
    jwtIssuer: given.JWT_ISSUER,
    jwtAudience: given.JWT_AUDIENCE,
    graphiql,
    introspection: given.INTROSPECTION ?? graphiql,
    console: given.CONSOLE,
    execution: given.EXECUTION,
    persistedDocuments: given.PERSISTED_DOCUMENTS && resolve(given.PERSISTED_DOCUMENTS),
    persistedOnly: given.PERSISTED_ONLY,
    documentCacheBytes: given.MAX_DOCUMENT_CACHE_BYTES,
    corsOrigins: given.CORS_ORIGINS ?? [],
    allowedHosts: given.ALLOWED_HOSTS ?? [],
    trustedProxies: given.TRUSTED_PROXIES ?? [],
    limits: bounds,
    changeCapture: given.CHANGE_CAPTURE,
    redisUrl: given.REDIS_URL,
    platformRedisUrl: given.PLATFORM_REDIS_URL,
    projectDomain: given.PROJECT_DOMAIN ?? (embedded ? demoDomain : undefined),
    publicStorageUrl: given.PUBLIC_STORAGE_URL?.replace(/\/+$/, ''),
    workers: given.WORKERS,
    metricsPort: given.METRICS_PORT,
    tracesEndpoint: given.OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: given.LOG_LEVEL,
  }
}

function readLimits(given: Readonly<Record<string, unknown>>): Limits {
  const set = Object.entries(limits).map(([name, { variable }]) => [name, given[variable]])
  return Object.freeze(Object.fromEntries(set) as Record<LimitName, number>)
}
