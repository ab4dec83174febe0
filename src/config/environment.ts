import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { hosts, origins, proxies } from './addresses.ts'
import { databaseUrl, databaseUrls } from './database-urls.ts'
import type { Limit } from './limit.ts'
import { limits } from './limits.ts'
import { jwtSecret, jwtSecrets } from './secrets.ts'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const integerInRange = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`
  const range = z.number().min(min, { error }).max(max, { error })
  return z.string().regex(/^\d+$/, { error, abort: true }).transform(Number).pipe(range)
}

const onOff = () => z.stringbool({ error: 'must be true or false (on, off, 1 and 0 do as well)' })

const redisUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol), {
    error: 'must be a Redis URL such as redis://:password@host:6379/0',
  })

const domain = z.string().regex(/^(?=.{1,180}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
  error: 'must be a domain in lower case such as apps.example.com',
})

const jwksUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^(https?|file):$/.test(new URL(text).protocol), {
    error: 'must be a URL such as https://issuer.example/.well-known/jwks.json or file:///etc/jwks.json',
  })

const webUrl = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
  error: 'must be a URL such as http://localhost:4318',
})

const optional = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  schema.optional().meta({ description })

const defaulted = <Schema extends z.ZodType<unknown, string>>(
  schema: Schema,
  fallback: z.input<Schema>,
  description: string,
) => schema.prefault(fallback).meta({ description, fallback })

const bound = ({ default: fallback, range: [min, max], description }: Limit) =>
  defaulted(integerInRange(min, max), String(fallback), description)

const boundVariables = Object.values<Limit>(limits).map((limit) => [limit.variable, bound(limit)] as const)

/** All environment variables with their validation, default and description. */
export const environment = z.object({
  DATABASE_URL: optional(
    databaseUrl,
    'The PostgreSQL database (15 or newer) to serve. Without it, an embedded one with demo data is made.',
  ),
  DATABASE_LISTEN_URL: optional(
    databaseUrl,
    'A URL of the same database at PostgreSQL itself, for signals, migrations and locks. Needed where DATABASE_URL goes ' +
      'through a pooler in transaction mode.',
  ),
  JWT_SECRET_KEY: optional(
    jwtSecret,
    'The secret II-Agent signs its access tokens with (HS256), at least 32 bytes. Required with DATABASE_URL; ' +
      'embedded, a random one is made and kept in DATA_DIR.',
  ),
  JWT_ADDITIONAL_SECRET_KEYS: optional(
    jwtSecrets,
    'Further secrets whose tokens are accepted, separated by commas: the previous and the next one during a rotation.',
  ),
  JWKS_URL: optional(
    jwksUrl,
    'The URL of public keys (RS256, ES256) for tokens, in addition to the secrets: https:// or file://.',
  ),
  JWT_ISSUER: optional(z.string(), 'The required `iss` of tokens. Default: not checked.'),
  JWT_AUDIENCE: optional(z.string(), 'The required `aud` of tokens. Default: not checked.'),
  PORT: defaulted(
    integerInRange(0, 65_535),
    '4000',
    'The TCP port of HTTP and WebSocket; 0 takes a free one.',
  ),
  HOST: optional(
    z.string(),
    'The address to listen on. Default: 127.0.0.1 embedded, 0.0.0.0 with DATABASE_URL.',
  ),
  DATA_DIR: defaulted(z.string(), '.data', 'The folder of the embedded database and its secret.'),
  SKIP_MIGRATIONS: defaulted(
    onOff(),
    'false',
    'true: change nothing in the database at start, only check that it is as expected.',
  ),
  DATABASE_POOL_SIZE: defaulted(
    integerInRange(1, 1000),
    '10',
    'Maximum number of connections for queries of one process to PostgreSQL; reads share up to half of them.',
  ),
  DATABASE_REPLICA_URLS: optional(
    databaseUrls,
    'Streaming replicas of that database, separated by commas, which answer queries. Default: none.',
  ),
  GRAPHIQL: optional(
    onOff(),
    'Whether /graphql shows GraphiQL to a browser. Default: on, except with DATABASE_URL and NODE_ENV=production.',
  ),
  INTROSPECTION: optional(
    onOff(),
    'Whether introspection is answered and errors suggest names of the schema. Default: as GRAPHIQL.',
  ),
  CONSOLE: defaulted(
    onOff(),
    'true',
    'Whether / and /console show the console. It has no rights of its own: its users sign in.',
  ),
  CORS_ORIGINS: optional(
    origins,
    'Origins of web pages that may call the API and open WebSockets, separated by commas. Default: its own origin.',
  ),
  ALLOWED_HOSTS: optional(
    hosts,
    'Hosts that requests may name, separated by commas, besides localhost, 127.0.0.1 and [::1]. ' +
      'Default: no others embedded, every host with DATABASE_URL.',
  ),
  TRUSTED_PROXIES: optional(
    proxies,
    'Addresses or subnets of the proxies whose X-Forwarded-For is trusted, separated by commas. Default: none.',
  ),
  REDIS_URL: optional(
    redisUrl,
    'A Redis shared by the gateways: for request counts, the times of writes (with replicas), and changes (see CHANGE_CAPTURE).',
  ),
  CHANGE_CAPTURE: defaulted(
    z.enum(['triggers', 'replication'], { error: 'must be triggers or replication' }),
    'triggers',
    'How changes are captured: by triggers, or from the write-ahead log, which one gateway reads and publishes through REDIS_URL.',
  ),
  PLATFORM_REDIS_URL: optional(
    redisUrl,
    "The platform's Redis, in which its workers look for cancelled runs, which caches rows that the gateway changes, and which has the tokens of answers as they come. Without it, runs cannot be cancelled, and sessionDeltas answers an error.",
  ),
  PROJECT_DOMAIN: optional(
    domain,
    'The domain under which projects claim subdomains, such as apps.example.com. Without it, they cannot.',
  ),
  PUBLIC_STORAGE_URL: optional(
    webUrl,
    "Where the platform's public objects are, such as https://storage.example/bucket. Without it, previews have no address.",
  ),
  EXECUTION: defaulted(
    z.enum(['planned', 'graphql-js'], { error: 'must be planned or graphql-js' }),
    'planned',
    'graphql-js executes operations by graphql-js itself instead of plans made for each document: same answers, slower.',
  ),
  PERSISTED_DOCUMENTS: optional(
    z.string(),
    'A JSON file of hashes and documents, as client code generators write it: clients may send the hash alone.',
  ),
  PERSISTED_ONLY: defaulted(
    onOff(),
    'false',
    'true: only the documents of PERSISTED_DOCUMENTS are answered, and no other.',
  ),
  MAX_DOCUMENT_CACHE_BYTES: defaulted(
    integerInRange(1_000_000, 10_000_000_000),
    '64000000',
    'Approximate maximum of memory, in bytes, for parsed documents of clients and for those registered by hash.',
  ),
  WORKERS: defaulted(
    z.union([z.literal('auto').transform(() => availableParallelism()), integerInRange(1, 256)], {
      error: 'must be auto or a whole number from 1 to 256',
    }),
    '1',
    'Number of processes that serve the port; auto: one for each core. Each has a pool of DATABASE_POOL_SIZE connections.',
  ),
  METRICS_PORT: optional(
    integerInRange(0, 65_535),
    'The port of /metrics (Prometheus) and /health; 0 takes a free one, that of PORT puts them there. Default: no metrics.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(
    webUrl,
    'Where traces are sent (OTLP over HTTP), such as http://localhost:4318; other OTEL_ variables hold too. Default: none.',
  ),
  LOG_LEVEL: defaulted(
    z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }),
    'info',
    `Level of the log: ${logLevels.join(', ')}.`,
  ),
  NODE_ENV: optional(z.string(), 'production turns off by default what helps only developers.'),
  ...(Object.fromEntries(boundVariables) as Readonly<Record<string, ReturnType<typeof bound>>>),
})

/** A variable for documentation; `fallback` is its default if that is a fixed text. */
export type VariableDescription = Readonly<{ name: string; fallback?: string; description: string }>

/** Lists all variables, for `--help` and docs/reference/configuration.md. */
export function describeVariables(): VariableDescription[] {
  return Object.entries(environment.shape).map(([name, schema]) => {
    const meta = schema.meta()
    const fallback = typeof meta?.fallback === 'string' ? meta.fallback : undefined
    return { name, fallback, description: meta?.description ?? '' }
  })
}

/**
 * Renames former variables and values, which remain valid. The current name takes precedence if both are set.
 */
export function renameFormerVariables({ JWT_MORE_SECRET_KEYS, ...env }: Record<string, string | undefined>) {
  const formerExecution: Readonly<Record<string, string>> = { compiled: 'planned', plain: 'graphql-js' }
  return {
    ...(JWT_MORE_SECRET_KEYS && { JWT_ADDITIONAL_SECRET_KEYS: JWT_MORE_SECRET_KEYS }),
    ...env,
    ...(env.EXECUTION && { EXECUTION: formerExecution[env.EXECUTION] ?? env.EXECUTION }),
  }
}
