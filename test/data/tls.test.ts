import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConnectionString } from '../../src/config/connection-string/targets.ts'
import { createConnector } from '../../src/data/connection.ts'
import type { Database } from '../../src/data/database.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { checkReplication } from '../../src/data/slot.ts'
import {
  createServerFiles,
  findServer,
  handOver,
  type PostgresServer,
  startServer,
} from '../support/postgres-server.ts'
import { administer } from '../support/templates.ts'
import { closeAfterTests, poolOptions } from './databases.ts'

const binaries = process.env.TEST_DATABASES === 'pglite' ? undefined : findServer()?.folder
const isHere = (program: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)))
const hasOpenssl = isHere('openssl')
const hasPsql = isHere('psql')

describe.skipIf(!binaries || !hasOpenssl)('a server with TLS', () => {
  const opened = closeAfterTests()
  let folder = ''
  let server: PostgresServer
  let certificate = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gateway-tls-'))
    chmodSync(folder, 0o755)
    await createServerFiles(binaries ?? '', join(folder, 'data'))
    certificate = join(folder, 'server.crt')
    const key = join(folder, 'server.key')
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
    const output = ['-keyout', key, '-out', certificate]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, ...output], {
      stdio: 'pipe',
    })
    chmodSync(key, 0o600)
    const rules = join(folder, 'data', 'pg_hba.conf')
    const local = (user: string, method: string) => `host all ${user} 127.0.0.1/32 ${method}\n`
    const asked = local('scram', 'scram-sha-256') + local('hashed', 'md5') + local('clear', 'password')
    writeFileSync(rules, asked + readFileSync(rules, 'utf8'))
    handOver(folder)
    const settings = ['ssl=on', `ssl_cert_file=${certificate}`, `ssl_key_file=${key}`]
    server = await startServer(binaries ?? '', join(folder, 'data'), undefined, settings)
    for (const role of ['scram', 'hashed', 'clear']) {
      const encryption = role === 'hashed' ? 'md5' : 'scram-sha-256'
      await administer(
        server.url('postgres'),
        `do $$ begin set local password_encryption = '${encryption}'; create role ${role} login password 'pw'; end $$`,
      )
    }
  })
  afterAll(async () => {
    await server?.stop('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  })

  const open = (query: string): Promise<Database> =>
    opened(openPostgres(poolOptions(`${server.url('postgres')}${query}`)))
  const isEncrypted = async (database: Database) => {
    const [row] = await database.query<{ ssl: boolean }>(
      'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
    )
    return row?.ssl
  }

  it.each([
    ['', true],
    ['?sslmode=prefer', true],
    ['?sslmode=require', true],
    ['?sslmode=disable', false],
    ['?sslmode=allow', false],
    ['?sslmode=verify-full&sslrootcert={certificate}', true],
  ])('with %s, encrypts its connections: %s', async (query, encrypted) => {
    expect(await isEncrypted(await open(query.replace('{certificate}', certificate)))).toBe(encrypted)
  })

  it.each([0o600, 0o400, 0o640, 0o644, 0o620, 0o660, 0o601])(
    'takes a private key of mode %o as psql does',
    (mode) => {
      const key = join(folder, 'client.key')
      copyFileSync(join(folder, 'server.key'), key)
      chmodSync(key, mode)
      const url = `${server.url('postgres')}?sslmode=require&sslcert=${certificate}&sslkey=${key}`
      const isOfRoot = process.getuid?.() === 0
      const isTaken = (mode & (isOfRoot ? 0o037 : 0o077)) === 0
      const config = () => readConnectionString(url)
      if (isTaken) config()
      else expect(config).toThrow(`has sslkey=${key}, which others can read or change: chmod 0600`)
      if (!hasPsql) return
      const { stderr } = spawnSync('psql', [url, '-c', 'select 1'], { encoding: 'utf8' })
      expect(/has group or world access/.test(stderr)).toBe(!isTaken)
    },
  )

  it('says that a certificate has no private key', () => {
    const url = `${server.url('postgres')}?sslmode=require&sslcert=${certificate}`
    expect(() => readConnectionString(url)).toThrow('without a private key: set sslkey')
    readConnectionString(`${url}&sslcertmode=disable`)
  })

  it.each([
    ['scram', 'channel_binding=require', true],
    ['scram', 'channel_binding=prefer', true],
    ['scram', 'channel_binding=disable', true],
    ['scram', 'channel_binding=require&sslmode=disable', false],
    ['hashed', 'channel_binding=require', false],
    ['clear', 'channel_binding=require', false],
    ['gateway', 'channel_binding=require', false],
    ['scram', 'require_auth=scram-sha-256&channel_binding=require', true],
    ['scram', 'require_auth=scram-sha-256', true],
    ['scram', 'require_auth=!password,!md5', true],
    ['scram', 'require_auth=md5', false],
    ['hashed', 'require_auth=md5', true],
    ['hashed', 'require_auth=scram-sha-256', false],
    ['clear', 'require_auth=password', true],
    ['clear', 'require_auth=!password', false],
    ['gateway', 'require_auth=none', true],
    ['gateway', 'require_auth=none,md5', true],
    ['gateway', 'require_auth=scram-sha-256', false],
    ['gateway', 'require_auth=!none', false],
  ])('lets %s in with %s: %s', async (user, query, isAccepted) => {
    const url = `postgresql://${user}:pw@127.0.0.1:${server.port}/postgres?${query}`
    const connector = createConnector({ variable: 'DATABASE_URL', databaseUrl: url, connectTimeoutMs: 3000 })
    const session = connector.connect(0).then((client) => client.end())
    await (isAccepted ? expect(session).resolves : expect(session).rejects).not.toBe(null)
    const command = checkReplication(url)
    // After authentication, the server refuses the roles as they have no right to read the log.
    const message = await command.then(
      () => '',
      (error: Error) => error.message,
    )
    expect(/permission denied|must be superuser|^$/.test(message)).toBe(isAccepted)
  })

  it('has statements cancelled, and signals heard, over TLS', async () => {
    const database = await open(`?sslmode=verify-full&sslrootcert=${certificate}`)
    await expect(database.query('select pg_sleep(600)', [], performance.now() + 300)).rejects.toThrow()
    const running = `select from pg_stat_activity where query = 'select pg_sleep(600)' and state = 'active'`
    await expect.poll(() => database.query(running)).toEqual([])
    const signal = new Promise<string>((resolve) => {
      void database.listen('over_tls', resolve, () => {
        void database.query(`select pg_notify('over_tls', 'heard')`)
      })
    })
    expect(await signal).toBe('heard')
  })
})
