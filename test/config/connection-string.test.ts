import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConnectionString } from '../../src/config/connection-string/targets.ts'
import { readConfig } from '../../src/config.ts'
import { ObservedClient } from '../../src/data/observed-client.ts'
import { TargetList } from '../../src/data/target-list.ts'
import { makeCertificates } from '../support/certificates.ts'
import { freePort } from '../support/postgres-server.ts'
import { type ReceivedStartup, StartupRecorder } from '../support/startup-recorder.ts'
import { files, refusedSources, sources } from './connection-sources.ts'
import { accepted, type Form, refused, type Sent, tlsForms } from './connection-strings.ts'

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
  writeFiles()
  if (!hasOpenssl) return
  const certificates = makeCertificates(folder)
  places = { ...places, hash: certificates.hash }
  secure = new StartupRecorder(certificates)
  await secure.listen('tls', { port: tls, host: '127.0.0.1' })
})
afterAll(async () => {
  await recorder.close()
  await secure?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Writes the service and password files that forms name; only `open` may be read by others. */
function writeFiles(): void {
  mkdirSync(join(folder, 'system'))
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), fill(text), { mode: name === 'open' ? 0o644 : 0o600 })
}

const fill = (form: string) => form.replace(/\{(\w+)\}/g, (_, name: string) => String(places[name]))
const isolated = (env: Form['env'] = {}) => ({
  ...process.env,
  HOME: folder,
  PGPASSFILE: '/dev/null',
  PGUSER: 'os',
  ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)])),
})

/** Runs something with the environment variables of a form. */
async function within<Result>(env: Form['env'], run: () => Result | Promise<Result>): Promise<Result> {
  const before = { ...process.env }
  Object.assign(process.env, isolated(env))
  try {
    return await run()
  } finally {
    process.env = before
  }
}

/** What servers hear while something tries to connect: the requests for TLS, and who came in. */
async function recordAttempts(attempt: () => Promise<unknown>): Promise<Sent[]> {
  recorder.received.length = 0
  if (secure) secure.received.length = 0
  await attempt()
  await recorder.drain()
  await secure?.drain()
  const all = [...recorder.received, ...(secure?.received ?? [])].map(brief)
  // The gateway asks once more on a connection of its own whether there is TLS.
  return all.filter((sent, i) => typeof sent !== 'string' || sent !== all[i - 1])
}

function brief(startup: ReceivedStartup): Sent {
  if ('asksTls' in startup) return `TLS? ${startup.at}`
  const { at, isEncrypted, password, parameters } = startup
  const { user, database, options } = parameters
  // Without a password the driver sends an empty one, where psql leaves.
  return { at, isEncrypted, user, database, password: password || null, ...(options && { options }) }
}

const asGateway = (text: string, env: Form['env']) =>
  recordAttempts(() =>
    within(env, async () => {
      const settings = readConnectionString(text)
      const targets = new TargetList(settings.targets)
      const config = { connectionTimeoutMillis: 3000, ...settings.config, targets }
      await targets.attempt(() => new ObservedClient(config).connect()).catch(() => {})
    }),
  )

const asPsql = (text: string, env: Form['env']) =>
  recordAttempts(() =>
    promisify(execFile)('psql', ['-X', '-w', '-d', text, '-c', 'select 1'], {
      env: isolated(env),
      timeout: 10_000,
    }).catch(() => {}),
  )

describe('a connection string', () => {
  it('has at least sixty forms in these tables', () => {
    expect(accepted.length + refused.length + tlsForms.length).toBeGreaterThanOrEqual(60)
  })

  it.each([...accepted, ...sources])(
    '$form with $env connects as expected, and as psql does',
    async ({ form, env, sent, isPsqlOther }) => {
      const text = fill(form)
      expect(await asGateway(text, env)).toEqual(sent)
      if (hasPsql && !isPsqlOther) expect(await asPsql(text, env)).toEqual(sent)
    },
  )

  it.skipIf(!hasOpenssl).each(tlsForms)(
    '$form with $env connects with TLS as expected, and as psql does',
    async ({ form, env, sent, isPsqlOther }) => {
      const text = fill(form)
      expect(await asGateway(text, env)).toEqual(sent)
      if (hasPsql && !isPsqlOther) expect(await asPsql(text, env)).toEqual(sent)
    },
  )

  it.each([...refused, ...refusedSources])(
    '$form with $env is refused: $says',
    async ({ form, env, says, isPsqlOther }) => {
      const text = fill(form)
      const config = { DATABASE_URL: text, JWT_SECRET_KEY: 'x'.repeat(40) }
      const error = await within(env, () => readConfig(config)).catch((reason: Error) => reason)
      const message = error instanceof Error ? error.message : 'nothing was refused'
      expect(message).toContain(`DATABASE_URL ${says}`)
      expect(message.split('\n')).toHaveLength(1)
      expect(message).not.toContain('hunter2')
      if (hasPsql && !isPsqlOther) expect(await asPsql(text, env)).toEqual([])
    },
  )

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
