import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import {
  createServerFiles,
  findServer,
  handOver,
  type PostgresServer,
  startServer,
} from '../support/postgres-server.ts'
import { closeAtEnd, poolOptions } from './databases.ts'

const binaries = process.env.TEST_DATABASES === 'pglite' ? undefined : findServer()?.folder
const hasOpenssl = (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'openssl')))

describe.skipIf(!binaries || !hasOpenssl)('a server with TLS', () => {
  const opened = closeAtEnd()
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
    handOver(folder)
    const settings = ['ssl=on', `ssl_cert_file=${certificate}`, `ssl_key_file=${key}`]
    server = await startServer(binaries ?? '', join(folder, 'data'), undefined, settings)
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

  it('has statements cancelled, and signals heard, over TLS', async () => {
    const database = await open(`?sslmode=verify-full&sslrootcert=${certificate}`)
    await expect(database.query('select pg_sleep(30)', [], performance.now() + 300)).rejects.toThrow()
    await pause(500)
    const running = `select from pg_stat_activity where query = 'select pg_sleep(30)' and state = 'active'`
    expect(await database.query(running)).toEqual([])
    const heard = new Promise<string>((resolve) => {
      void database.listen('over_tls', resolve, () => {
        void database.query(`select pg_notify('over_tls', 'heard')`)
      })
    })
    expect(await heard).toBe('heard')
  })
})
