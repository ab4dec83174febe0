import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeVariables } from '../../src/config/environment.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people } from '../../src/demo/identities.ts'
import { testSecret } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { runCommand, startCommand } from './process.ts'

/** A port on which nobody listens, and which `fetch` does not refuse by itself. */
const closedPort = 2

describe('the command line', () => {
  it('explains itself and every variable, and so does each command', async () => {
    const commands = ['start', 'migrate', 'check', 'seed', 'token']
    const { code, out } = await runCommand(['--help'])
    expect(code).toBe(0)
    for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    const { out: ofToken } = await runCommand(['token', '--help'])
    expect(ofToken).toContain('--email <address>')
    for (const { name } of describeVariables()) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'))
      expect(ofToken).toMatch(new RegExp(`^  ${name} `, 'm'))
    }
  })

  it.each([
    [['start'], { PORT: 'http' }, 'PORT must be'],
    [['token', '--email', 'a@b'], { DATABASE_URL: 'postgresql://localhost/x' }, 'JWT_SECRET_KEY must be'],
    [['migrate'], { DATABASE_URL: 'nowhere' }, 'DATABASE_URL must be'],
    [['token', '--email', 'a@b', '--hours', '-1'], {}, "error: option '--hours <number>'"],
    [['token'], {}, "error: required option '--email <address>'"],
    [['logz', 'x'], {}, "error: unknown command 'logz'"],
    [['logs', 'x', '--url', '127.0.0.1:4000'], {}, "error: option '--url <address>'"],
    [
      ['export', 'x', '--token', 'x'],
      { PORT: String(closedPort) },
      `not reached: connect ECONNREFUSED 127.0.0.1:${closedPort}`,
    ],
  ])('%j says in one line what is wrong, and exits with 1', async (args, env, message) => {
    const { code, out, err } = await runCommand(args, env)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.trim().split('\n')).toEqual([expect.stringContaining(message)])
  })
})

it('ends without an error when nobody reads what it prints any more', async () => {
  const { child, finished } = startCommand(['signals', '--print'], {})
  child.stdout?.destroy()
  expect(await finished).toMatchObject({ code: 0, err: '' })
})

describe.each(testDatabases)('commands on a database of $kind', ({ create }) => {
  let env: Record<string, string>
  let remove: () => Promise<void>
  let config: Awaited<ReturnType<typeof create>>['config']
  beforeAll(async () => {
    const made = await create('empty')
    config = made.config
    remove = made.remove
    env = { DATA_DIR: config.dataDir, ...(config.databaseUrl && { DATABASE_URL: config.databaseUrl }) }
  })
  afterAll(() => remove())

  async function change(statement: string): Promise<void> {
    const database = await openDatabase(config)
    await database.query(statement)
    await database.close()
  }

  it('checks, migrates, fills and checks again', async () => {
    const before = await runCommand(['check'], env)
    expect(before).toMatchObject({ code: 0, out: expect.stringContaining("  II-Agent's 46 tables") })
    const skipped = await runCommand(['check'], { ...env, SKIP_MIGRATIONS: 'true' })
    expect(skipped.code).toBe(1)
    const [, stops = ''] = skipped.out.split(/^Stops the start \(\d+\):$/m)
    expect(stops.match(/^ {2}table \w+ is missing$/gm)).toHaveLength(20)
    expect(stops).toMatch(/^ {2}… and \d+ more: "ii-gateway check --all" lists them$/m)
    const all = await runCommand(['check', '--all'], { ...env, SKIP_MIGRATIONS: 'true' })
    expect(all.out).toContain('  table users is missing')
    expect(all.out).not.toContain(' more: ')

    const migrated = await runCommand(['migrate'], env)
    expect(migrated).toMatchObject({ code: 0, err: '', out: expect.stringContaining('applied migration') })
    expect((await runCommand(['migrate'], env)).out).toContain('is up to date')

    const seeded = await runCommand(['seed'], env)
    expect(seeded).toMatchObject({ code: 0, err: '', out: expect.stringContaining(people.demo.email) })
    expect(await runCommand(['seed'], env)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^[^\n]*users already[^\n]*\n$/),
    })

    expect(await runCommand(['check'], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining('can be served'),
    })
    await change('alter table users drop column language')
    expect(await runCommand(['check'], env)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^Stops the start \(1\):\n {2}column users.language is missing$/m),
    })
    await change(`alter table users add column language varchar not null default 'en'`)
  }, 180_000)

  it('builds the indexes of the search, says what they take, and drops them', async () => {
    const run = (...args: string[]) => runCommand(['search-index', ...args], env)
    expect(await run()).toMatchObject({ code: 0, out: expect.stringMatching(/: absent\n.*: absent\n$/) })
    expect(await run('create')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/: \d+ kB\n.*: \d+ kB\n$/),
    })
    expect((await run('status')).out).toEqual((await run('create')).out)
    expect(await runCommand(['check'], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining('can be served'),
    })
    expect((await run('drop')).out).toMatch(/: absent\n.*: absent\n$/)
    expect(await run('rebuild')).toMatchObject({
      code: 1,
      err: expect.stringContaining('create, drop, status'),
    })
  }, 180_000)

  it('signs for the user whose address is spelled so, and for none where several may be meant', async () => {
    const { email, id } = people.maria
    const upper = email.toUpperCase()
    const token = (spelling: string) =>
      runCommand(['token', '--email', spelling], { ...env, JWT_SECRET_KEY: testSecret })
    const idIn = ({ out }: { out: string }) => decodeJwt(out.trim()).user_id
    await change(`update users set email = '${upper}' where id = '${people.admin.id}'`)
    expect(idIn(await token(email))).toBe(id)
    expect(idIn(await token(upper))).toBe(people.admin.id)
    const refused = await token(email.replace('m', 'M'))
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain(email)
    expect(refused.err).toContain(upper)
    await change(`update users set email = '${people.admin.email}' where id = '${people.admin.id}'`)
  }, 180_000)

  it('signs tokens for active users only', async () => {
    const signing = { ...env, JWT_SECRET_KEY: testSecret }
    const token = (email: string, ...options: string[]) =>
      runCommand(['token', '--email', email, ...options], signing)
    const { code, out } = await token(people.maria.email.toUpperCase(), '--hours', '2')
    expect(code).toBe(0)
    const claims = decodeJwt(out.trim())
    expect(claims).toMatchObject({
      user_id: people.maria.id,
      email: people.maria.email,
      role: 'user',
      type: 'access',
    })
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(7200)
    expect(decodeJwt((await token(people.admin.email)).out.trim()).role).toBe('admin')
    expect(await token(people.kenji.email)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('deactivated'),
    })
    expect(await token('nobody@example.com')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no user'),
    })
  }, 180_000)
})
