import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { asker, signTokenFor, testSecret } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { createProxy } from '../support/proxy.ts'
import { type RunningProcess, runCommand, startCommand } from './process.ts'

const quick = { PORT: '0', HOST: '127.0.0.1', NODE_ENV: 'production' }
const urlOf = async (gateway: RunningProcess) => (await gateway.writes(/"url":"([^"]+)"/))[1] ?? ''
const ready = (gateway: RunningProcess) => gateway.writes(/"msg":"ready"/)
const me = '{ viewer { email sessions(first: 1) { nodes { name } } } }'

/** Sends a request whose body never ends, so the server cannot close by itself; resolves when the server waits for it. */
async function sendWithoutEnd(url: string): Promise<() => Promise<unknown>> {
  const headers = { 'content-type': 'application/json', expect: '100-continue' }
  const endless = request(url, { method: 'POST', headers })
  const error = new Promise((resolve) => endless.once('error', resolve))
  endless.flushHeaders()
  await once(endless, 'continue')
  return () => error
}

describe.each(testDatabases)('start, on $kind', ({ kind, create }) => {
  let env: Record<string, string>
  let remove: () => Promise<void>
  const started: RunningProcess[] = []
  beforeAll(async () => {
    const made = await create('empty')
    remove = made.remove
    const { dataDir, databaseUrl } = made.config
    env = {
      ...quick,
      DATA_DIR: dataDir,
      ...(databaseUrl && { DATABASE_URL: databaseUrl, JWT_SECRET_KEY: testSecret }),
    }
  })
  afterAll(async () => {
    for (const { child, finished } of started) {
      child.kill('SIGKILL')
      await finished
    }
    await remove()
  })
  function start(more: Record<string, string> = {}): RunningProcess {
    const gateway = startCommand([], { ...env, ...more })
    started.push(gateway)
    return gateway
  }

  it('makes the database, serves, and stops in order at SIGTERM', async () => {
    const gateway = start()
    const url = await urlOf(gateway)
    await ready(gateway)
    expect((await asker(url)('{ __typename }')).data).toEqual({ __typename: 'Query' })
    gateway.child.kill('SIGTERM')
    const { code, out, err } = await gateway.finished
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('"msg":"stopping"')
  }, 180_000)

  it('refuses a port that is taken, in one line', async () => {
    const gateway = start()
    const { port } = new URL(await urlOf(gateway))
    const second = await runCommand([], { ...env, DATA_DIR: `${env.DATA_DIR}-other`, PORT: port })
    expect(second.code).toBe(1)
    expect(second.err).toMatch(/^PORT \d+ [^\n]*in use[^\n]*\n$/)
    gateway.child.kill('SIGINT')
    expect((await gateway.finished).code).toBe(0)
  }, 180_000)

  // Each kind of database starts in a way of its own.
  it.runIf(kind === 'pglite')(
    'embedded: prints tokens that hold, keeps its folder to itself, finds it again',
    async () => {
      const gateway = start()
      const url = await urlOf(gateway)
      await ready(gateway)
      const [token] = await gateway.writes(/eyJ[\w.-]+(?=\s)/)
      const first = await asker(url)(me, { token })
      expect(first.data).toMatchObject({ viewer: { email: people.demo.email } })
      const page = await fetch(url, { headers: { accept: 'text/html' } })
      expect(await page.text()).toContain(token)

      const second = await runCommand([], env)
      expect(second.code).toBe(1)
      expect(second.err).toMatch(/^[^\n]* is in use by [^\n]*\n$/)
      const signed = await runCommand(['token', '--email', people.admin.email], env)
      const admin = await asker(url)(me, { token: signed.out.trim() })
      expect(admin.data).toMatchObject({ viewer: { email: people.admin.email } })

      gateway.child.kill('SIGTERM')
      await gateway.finished
      const again = start()
      const newUrl = await urlOf(again)
      await ready(again)
      expect((await asker(newUrl)(me, { token })).data).toMatchObject({
        viewer: { email: people.demo.email },
      })
      again.child.kill('SIGTERM')
      expect((await again.finished).code).toBe(0)
    },
    180_000,
  )

  it.runIf(kind === 'postgres')(
    'PostgreSQL: prints no token, and exits at once on a second signal',
    async () => {
      const proxy = await createProxy(env.DATABASE_URL ?? '')
      await proxy.start()
      const gateway = start({ DATABASE_URL: proxy.url })
      const url = await urlOf(gateway)
      await ready(gateway)
      expect((await asker(url)(me, { token: await signTokenFor(people.demo) })).status).toBe(401)
      const cutOff = await sendWithoutEnd(url)
      // Two names, as a signal that is still pending swallows the next of its kind; both are there before it can stop.
      gateway.child.kill('SIGTERM')
      gateway.child.kill('SIGINT')
      const { code, out } = await gateway.finished
      expect(code).toBe(1)
      expect(out.match(/"msg":"stopping"/g)).toHaveLength(2)
      expect(out).not.toMatch(/eyJ/)
      expect(await cutOff()).toMatchObject({ code: 'ECONNRESET' })
      await proxy.stop()
    },
    180_000,
  )
})
