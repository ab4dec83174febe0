import { describe, expect, it } from 'vitest'
import { describeVariables } from '../src/config/environment.ts'
import { ConfigError, readConfig } from '../src/config.ts'

const secret = 'a-secret-of-more-than-thirty-two-bytes'
const postgres = { DATABASE_URL: 'postgresql://app:hunter2@db/app', JWT_SECRET_KEY: secret }

function complaint(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return String((error as Error).message)
  }
  return 'no complaint'
}

describe('the configuration', () => {
  it('is embedded, on loopback, with GraphiQL, when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'embedded',
      host: '127.0.0.1',
      port: 4000,
      graphiql: true,
      skipMigrations: false,
      corsOrigins: [],
      logLevel: 'info',
    })
    expect(readConfig({ NODE_ENV: 'production' }).graphiql).toBe(true)
  })

  it('listens everywhere with a database, and hides GraphiQL in production', () => {
    expect(readConfig(postgres)).toMatchObject({ mode: 'postgres', host: '0.0.0.0', graphiql: true })
    expect(readConfig({ ...postgres, NODE_ENV: 'production' }).graphiql).toBe(false)
    expect(readConfig({ ...postgres, NODE_ENV: 'production', GRAPHIQL: 'on' }).graphiql).toBe(true)
  })

  it('takes an empty variable for an absent one, and is frozen', () => {
    const config = readConfig({ DATABASE_URL: ' ', PORT: '' })
    expect(config).toMatchObject({ mode: 'embedded', port: 4000 })
    expect(Object.isFrozen(config)).toBe(true)
  })

  it('accepts the URL that the platform itself uses', () => {
    const url = 'postgresql+asyncpg://app:hunter2@db/app'
    expect(readConfig({ ...postgres, DATABASE_URL: url }).databaseUrl).toBe(url)
  })

  it('takes several replicas of the database, and none of an embedded one', () => {
    const replicas = 'postgresql://app@one/app, postgresql://app@two/app'
    expect(readConfig({ ...postgres, DATABASE_REPLICA_URLS: replicas }).replicaUrls).toHaveLength(2)
    expect(readConfig(postgres).replicaUrls).toEqual([])
    expect(complaint({ DATABASE_REPLICA_URLS: replicas })).toMatch(
      /^DATABASE_REPLICA_URLS needs DATABASE_URL/,
    )
  })

  it('takes a direct URL of the database, and none of an embedded one', () => {
    const direct = { DATABASE_LISTEN_URL: 'postgresql://app@direct/app' }
    expect(readConfig({ ...postgres, ...direct }).listenUrl).toBe(direct.DATABASE_LISTEN_URL)
    expect(complaint(direct)).toMatch(/^DATABASE_LISTEN_URL needs DATABASE_URL/)
  })

  it('needs the secret to serve, and not to work on the database alone', () => {
    const env = { DATABASE_URL: postgres.DATABASE_URL }
    expect(complaint(env)).toMatch(/^JWT_SECRET_KEY must be set with DATABASE_URL/)
    expect(readConfig(env, 'database').databaseUrl).toBe(env.DATABASE_URL)
  })

  it('reads the log of a database only where there is one, and a Redis to tell it by', () => {
    const replication = { CHANGE_CAPTURE: 'replication' }
    const redis = { REDIS_URL: 'redis://localhost' }
    expect(complaint({ ...replication, ...redis })).toMatch(/^CHANGE_CAPTURE=replication needs DATABASE_URL/)
    expect(complaint({ ...postgres, ...replication })).toMatch(/^CHANGE_CAPTURE=replication needs REDIS_URL/)
    expect(readConfig({ ...postgres, ...replication, ...redis }).changeCapture).toBe('replication')
    expect(readConfig(postgres).changeCapture).toBe('triggers')
  })

  it.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['CHANGE_CAPTURE', 'polling'],
    ['DATABASE_URL', 'mysql://app:hunter2@db/app'],
    ['DATABASE_URL', 'hunter2@db/app'],
    ['DATABASE_REPLICA_URLS', 'postgresql://app:hunter2@db/app,hunter2@db/app'],
    ['JWT_SECRET_KEY', 'hunter2-is-too-short'],
    ['JWT_SECRET_KEY', 'your-secret-key-change-in-production'],
    ['JWT_SECRET_KEY', 'local-dev-secret-change-in-production'],
    ['JWT_ADDITIONAL_SECRET_KEYS', `${'a'.repeat(40)}, local-dev-secret-change-in-production`],
    ['SKIP_MIGRATIONS', 'perhaps'],
    ['DATABASE_POOL_SIZE', '0'],
    ['STATEMENT_TIMEOUT_MS', '1.5'],
    ['GRAPHIQL', 'maybe'],
    ['CORS_ORIGINS', 'https://app.example.com/path'],
    ['CORS_ORIGINS', '*'],
    ['PLATFORM_REDIS_URL', 'http://:hunter2@cache:6379'],
    ['PROJECT_DOMAIN', 'https://apps.example.com'],
    ['PUBLIC_STORAGE_URL', 'storage.example/bucket'],
    ['LOG_LEVEL', 'loud'],
  ])('names %s when it is %s, in one line that gives no secret away', (name, value) => {
    const message = complaint({ ...postgres, [name]: value })
    expect(message).toMatch(new RegExp(`^${name} (must|is) [^\\n]+\\.$`))
    expect(message).not.toContain('hunter2')
  })

  it('accepts former names of variables and values', () => {
    const former = readConfig({ EXECUTION: 'plain', JWT_MORE_SECRET_KEYS: 'a'.repeat(40) })
    expect(former).toMatchObject({ execution: 'graphql-js', jwtAdditionalSecrets: ['a'.repeat(40)] })
    const both = { JWT_MORE_SECRET_KEYS: 'a'.repeat(40), JWT_ADDITIONAL_SECRET_KEYS: 'b'.repeat(40) }
    expect(readConfig({ EXECUTION: 'compiled', ...both })).toMatchObject({
      execution: 'planned',
      jwtAdditionalSecrets: ['b'.repeat(40)],
    })
  })

  it('describes every variable', () => {
    const described = describeVariables()
    expect(described.map(({ name }) => name)).toContain('DATABASE_URL')
    for (const { name, description } of described) expect(description, name).toMatch(/\w{3,}.*\.$/)
    expect(described.find(({ name }) => name === 'PORT')?.fallback).toBe('4000')
  })
})
