import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectionStringError } from '../../src/config/connection-string/keywords.ts'
import { readConnectionString } from '../../src/config/connection-string/targets.ts'
import { readConfig } from '../../src/config.ts'
import { createConnector } from '../../src/data/connection.ts'
import { freePort } from '../support/postgres-server.ts'
import { type Heard, StartupRecorder } from '../support/startup-recorder.ts'
import { accepted, refused, type Sent, tlsForms } from './connection-strings.ts'

const isHere = (program: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)))
const hasPsql = isHere('psql')
if (!hasPsql) console.warn('psql is not installed, so nothing is compared with it')
const hasOpenssl = isHere('openssl')
if (!hasOpenssl) console.warn('openssl is not installed, so connections with TLS are not tested')

let folder = ''
let recorder: StartupRecorder
let secure: StartupRecorder | undefined
let places: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-conninfo-'))
  const [port, other, tls, closed] = [await freePort(), await freePort(), await freePort(), await freePort()]
  recorder = new StartupRecorder()
  await recorder.listen('first', { port, host: '127.0.0.1' })
  await recorder.listen('other', { port: other, host: '127.0.0.1' })
  await recorder.listen('ipv6', { port, host: '::1' })
  await recorder.listen('socket', { path: join(folder, `.s.PGSQL.${port}`) })
  places = { port, other, tls, closed, folder, socket: encodeURIComponent(folder) } as never
  if (!hasOpenssl) return
  secure = new StartupRecorder(makeCertificates(folder))
  await secure.listen('tls', { port: tls, host: '127.0.0.1' })
})
afterAll(async () => {
  await recorder.close()
  await secure?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An authority, a certificate of it for `localhost`, and another authority. */
function makeCertificates(into: string): { cert: Buffer; key: Buffer } {
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: into, stdio: 'pipe' })
  const authority = (name: string) =>
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
    )
  authority('ca')
  authority('wrong')
  run(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=localhost',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  )
  run(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-days',
    '2',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'server.crt',
  )
  const read = (name: string) => execFileSync('cat', [join(into, name)])
  return { cert: read('server.crt'), key: read('server.key') }
}

const fill = (form: string) => form.replace(/\{(\w+)\}/g, (_, name: string) => String(places[name]))
const isolated = () => ({
  ...process.env,
  HOME: folder,
  PGPASSFILE: '/dev/null',
  PGUSER: 'os',
})

/** What servers hear while something tries to connect: the requests for TLS, and who came in. */
async function heardWhile(attempt: () => Promise<unknown>): Promise<Sent[]> {
  recorder.heard.length = 0
  if (secure) secure.heard.length = 0
  await attempt()
  const all = [...recorder.heard, ...(secure?.heard ?? [])].map(brief)
  // The gateway asks once more on a connection of its own whether there is TLS.
  return all.filter((sent, i) => typeof sent !== 'string' || sent !== all[i - 1])
}

function brief(heard: Heard): Sent {
  if ('asksTls' in heard) return `TLS? ${heard.at}`
  const { at, isEncrypted, password, parameters } = heard
  const { user, database, options } = parameters
  // Without a password the driver sends an empty one, where psql leaves.
  return { at, isEncrypted, user, database, password: password || null, ...(options && { options }) }
}

const asGateway = (text: string) =>
  heardWhile(async () => {
    const before = { ...process.env }
    Object.assign(process.env, isolated())
    try {
      const connector = createConnector({
        variable: 'DATABASE_URL',
        databaseUrl: text,
        connectTimeoutMs: 3000,
      })
      await connector.connect(0).catch(() => {})
    } finally {
      process.env = before
    }
  })

const asPsql = (text: string) =>
  heardWhile(() =>
    promisify(execFile)('psql', ['-X', '-w', '-d', text, '-c', 'select 1'], {
      env: isolated(),
      timeout: 10_000,
    }).catch(() => {}),
  )

describe('a connection string', () => {
  it('has at least sixty forms in these tables', () => {
    expect(accepted.length + refused.length + tlsForms.length).toBeGreaterThanOrEqual(60)
  })

  it.each(accepted)('$form connects as expected, and as psql does', async ({ form, sent, isPsqlOther }) => {
    const text = fill(form)
    expect(await asGateway(text)).toEqual(sent)
    if (hasPsql && !isPsqlOther) expect(await asPsql(text)).toEqual(sent)
  })

  it.skipIf(!hasOpenssl).each(tlsForms)(
    '$form connects with TLS as expected, and as psql does',
    async ({ form, sent, isPsqlOther }) => {
      const text = fill(form)
      expect(await asGateway(text)).toEqual(sent)
      if (hasPsql && !isPsqlOther) expect(await asPsql(text)).toEqual(sent)
    },
  )

  it.each(refused)('$form is refused: $says', async ({ form, says, isPsqlOther }) => {
    const text = fill(form)
    const env = { DATABASE_URL: text, JWT_SECRET_KEY: 'x'.repeat(40) }
    const message = (() => {
      try {
        readConfig(env)
      } catch (error) {
        return (error as Error).message
      }
      return 'nothing was refused'
    })()
    expect(message).toContain(`DATABASE_URL ${says}`)
    expect(message.split('\n')).toHaveLength(1)
    expect(message).not.toContain('hunter2')
    expect(() => readConnectionString(text)).toThrow(ConnectionStringError)
    if (hasPsql && !isPsqlOther) expect(await asPsql(text)).toEqual([])
  })

  it('of several replicas is split between URLs, and not between the hosts of one', () => {
    const one = 'postgresql://app@a:1,b:2/app'
    const env = { DATABASE_URL: 'postgresql://app@db/app', JWT_SECRET_KEY: 'x'.repeat(40) }
    const { replicaUrls } = readConfig({
      ...env,
      DATABASE_REPLICA_URLS: `${one}, postgres+asyncpg://app@c/app`,
    })
    expect(replicaUrls).toEqual([one, 'postgres+asyncpg://app@c/app'])
  })

  it.each([
    ['postgresql://ii:hunter2@db.example:5433/ii', 'db.example:5433/ii'],
    ['postgresql://ii:hunter2@a:1,b:2/ii', 'a:1,b:2/ii'],
    ['postgresql:///ii?host=/var/run/postgresql', '/var/run/postgresql:5432/ii'],
    ['host=db dbname=ii password=hunter2', 'db:5432/ii'],
  ])('%s has a label without its password', (text, label) => {
    expect(readConnectionString(text, {}).label).toBe(label)
  })
})
