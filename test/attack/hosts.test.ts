/** DNS rebinding: a foreign page whose name was pointed at this machine, with the demo's token in reach. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createHostCheck } from '../../src/server/hosts.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { sendRawHttp, statusOf } from '../support/raw-http.ts'

const own = ['localhost', 'LOCALHOST:4000', '127.0.0.1', '127.0.0.1:1', '[::1]', '[::1]:4000']
const foreign = [
  'evil.example',
  'evil.example:4000',
  'localhost.evil.example',
  'evil.localhost',
  'localhost.',
  '127.0.0.1.nip.io',
  '127.0.0.2',
  '0.0.0.0',
  '[::]',
  '[::ffff:127.0.0.1]',
  '10.0.0.1',
  '',
]

function check(env: Record<string, string>): (host: string) => boolean {
  const allows = createHostCheck(readConfig(env))
  return (host) => allows(host.toLowerCase())
}

describe('the hosts that are answered for', () => {
  it.each(own)('embedded: %s', (host) => expect(check({})(host)).toBe(true))
  it.each(foreign)('embedded, not: "%s"', (host) => expect(check({})(host)).toBe(false))

  it('embedded: those of ALLOWED_HOSTS, and the address that is listened on', () => {
    const allows = check({ ALLOWED_HOSTS: 'Gateway.example, [fd00::1]', HOST: '192.168.1.5' })
    expect(['gateway.example:80', '[fd00::1]', '192.168.1.5:4000', 'localhost'].map(allows)).not.toContain(
      false,
    )
    expect(['x.gateway.example', '192.168.1.6'].map(allows)).not.toContain(true)
    expect(check({ HOST: '0.0.0.0' })('0.0.0.0:4000')).toBe(false)
  })

  it('with a database: every one, or those that are named', () => {
    const database = { DATABASE_URL: 'postgresql://db/app', JWT_SECRET_KEY: 'x'.repeat(32) }
    expect(check(database)('anything.example')).toBe(true)
    const named = check({ ...database, ALLOWED_HOSTS: 'gateway.example' })
    expect(['gateway.example', '127.0.0.1'].map(named)).toEqual([true, true])
    expect(named('evil.example')).toBe(false)
  })
})

describe('a gateway that answers for its own machine alone', () => {
  const [testDatabase] = testDatabases
  let gateway: TestGateway
  beforeAll(async () => {
    if (!testDatabase) throw new Error('This run has no database.')
    const env = { ALLOWED_HOSTS: 'localhost', METRICS_PORT: '0' }
    gateway = await startGateway(await testDatabase.open('migrated'), env)
  })
  afterAll(() => gateway.close())

  const get = (target: string, host: string, more = '', url = gateway.url) =>
    sendRawHttp(
      url,
      `GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: ${more ? 'upgrade' : 'close'}\r\n${more}\r\n`,
    )
  const upgrade = `upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\n`

  it.each(['/graphql', '/graphql/?query={__typename}', '/', '/health/live', '/elsewhere'])(
    'refuses another at %s, and says which variable to set',
    async (target) => {
      const answer = await get(target, 'evil.example')
      expect(statusOf(answer)).toBe(403)
      expect(answer).toContain('ALLOWED_HOSTS')
      expect(answer).not.toContain('graphiql')
      expect(statusOf(await get(target, 'localhost'))).not.toBe(500)
    },
  )

  it('refuses another in a whole URL, and over WebSocket', async () => {
    expect(statusOf(await get('http://evil.example/health/live', 'localhost'))).toBe(403)
    const answer = await get('/graphql', 'evil.example', `${upgrade}origin: http://evil.example\r\n`)
    expect(statusOf(answer)).toBe(403)
    expect(answer).toContain('ALLOWED_HOSTS')
  })

  it('refuses several, of which a proxy may have checked another one', async () => {
    for (const target of ['/health/live', '/graphql', 'http://localhost/health/live'])
      for (const second of ['localhost', 'evil.example'])
        expect(statusOf(await get(target, `localhost\r\nHOST: ${second}`))).toBe(400)
    expect(statusOf(await get('/graphql', 'localhost\r\nhost: evil.example', upgrade))).toBe(400)
  })

  it('refuses another on the port of the metrics', async () => {
    const { port } = gateway.lines.find(({ msg }) => msg === 'metrics') ?? {}
    const url = `http://127.0.0.1:${port}`
    for (const path of ['/metrics', '/health/ready']) {
      expect(statusOf(await get(path, 'evil.example', '', url))).toBe(403)
      expect(statusOf(await get(path, 'localhost', '', url))).toBe(200)
    }
  })
})
