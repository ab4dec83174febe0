import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { listen, type TestGateway } from '../support/gateway.ts'
import { administer } from '../support/templates.ts'
import { Audience } from './audience.ts'
import { shiftClock } from './clock.ts'
import { environment } from './scenario.ts'
import { type BreakableServer, programs, startBreakableServer } from './server.ts'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'
import { Writing } from './writing.ts'

const subscribers = 20
/** How long the long transaction is open; some minutes are for a soak. */
const longSeconds = Number(process.env.LONG_TRANSACTION_SECONDS ?? 20)

let server: BreakableServer
let databaseUrl = ''
/** Undefined where the process may not mount one: the disk is not filled then. */
let disk: SmallDisk | undefined

type Crash = {
  readonly act: (session: string) => Promise<void>
  /** Whether the database goes back in time, so that everybody must be told of a gap. */
  readonly isGap?: boolean
}

const hold = (sql: string, ms: number) =>
  administer(databaseUrl, `begin; ${sql}; select pg_sleep(${ms / 1_000}); commit`)
const dated = (session: string, offset: string) =>
  administer(
    databaseUrl,
    `insert into application_events (event_type, event_group, session_id, created_at)
     select 'dated', 'agent', '${session}', now() + interval '${offset}' from generate_series(1, 20)`,
  )

const crashes: Readonly<Record<string, Crash>> = {
  'kill -9 of all server processes, three times': {
    async act() {
      for (let i = 0; i < 3; i += 1) {
        await pause(700)
        await server.kill()
        await server.start()
      }
    },
  },
  'immediate stop, three times': {
    async act() {
      for (let i = 0; i < 3; i += 1) {
        await pause(700)
        await server.stop('SIGQUIT')
        await server.start()
      }
    },
  },
  'a cold copy of the files is restored': {
    async act() {
      await server.stop('SIGINT')
      const copy = server.copyFiles()
      await server.start()
      await pause(2_000)
      await server.stop('SIGQUIT')
      server.restoreFiles(copy)
      await server.start()
    },
    isGap: true,
  },
  'a snapshot of the files, taken while transactions commit, is restored': {
    async act() {
      await pause(1_000)
      const copy = server.copyFiles()
      await pause(2_000)
      await server.stop('SIGQUIT')
      server.restoreFiles(copy)
      await server.start()
    },
    isGap: true,
  },
  'the clock of all gateways goes an hour ahead, and two hours back': {
    async act() {
      for (const hours of [1, -1]) {
        const restore = shiftClock(hours * 3_600_000)
        await pause(3_000)
        restore()
      }
    },
  },
  'a writer whose clock is an hour behind, and one whose clock is ahead': {
    async act(session) {
      await dated(session, '-1 hour')
      await pause(500)
      await dated(session, '+1 hour')
      await pause(500)
      await dated(session, '-1 hour')
    },
  },
  [`a transaction that is open for ${longSeconds} seconds`]: {
    act: (session) =>
      hold(
        `insert into application_events (event_type, event_group, session_id) values ('late', 'agent', '${session}')`,
        longSeconds * 1_000,
      ),
  },
  'LOCK TABLE for longer than a statement may take': {
    act: () => hold('lock table sessions in access exclusive mode', 4_000),
  },
  'the disk of the table is full for three seconds': {
    async act(session) {
      if (!disk) throw new Error('There is no disk to fill.')
      const move = 'alter table application_events set tablespace'
      await administer(databaseUrl, `create tablespace small location '${disk.folder}/data'`, `${move} small`)
      disk.fill()
      await expect
        .poll(() => dated(session, '0 s').catch(({ code }) => code), { timeout: 10_000 })
        .toBe('53100')
      await pause(3_000)
      disk.free()
      await pause(500)
      await administer(databaseUrl, `${move} pg_default`, 'drop tablespace small')
    },
  },
}

describe.skipIf(!programs)('twenty subscribers on three gateways', () => {
  let gateways: TestGateway[] = []
  beforeAll(async () => {
    server = await startBreakableServer()
    disk = mountSmallDisk(server.owner)
    databaseUrl = await server.newDatabase()
    const env = {
      ...environment,
      SOCKETS_PER_USER: '100',
      SUBSCRIPTIONS_PER_SOCKET: '100',
      DATABASE_URL: databaseUrl,
    }
    gateways = await Promise.all([1, 2, 3].map(() => listen(env)))
    await Promise.all(gateways.map((gateway) => gateway.ready()))
  })
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()))
    await server?.remove()
    disk?.remove()
  })

  async function ask<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const { rows } = await client.query<Row>(sql, values)
    await client.end()
    return rows
  }

  it.for(Object.entries(crashes))(
    'have what the table has after: %s',
    async ([name, { act, isGap }], { task, skip }) => {
      if (name.startsWith('the disk') && !disk) skip('This process may not mount a file system.')
      const [made] = await ask<{ id: string }>(
        `insert into sessions (id, user_id, name, status) values (gen_random_uuid(), $1, $2, 'active') returning id::text`,
        [people.demo.id, name],
      )
      const session = made?.id ?? ''
      const urls = gateways.map(({ url }) => url)
      const audience = new Audience(session, urls, subscribers)
      const writing = new Writing(databaseUrl, session)
      await expect.poll(() => audience.subscribers.every(({ seen }) => seen.length > 0)).toBe(true)
      await act(session)
      await pause(1_500)
      await writing.end()

      const rows = await ask<{ id: string }>(
        'select id::text from application_events where session_id = $1',
        [session],
      )
      const written = rows.map(({ id }) => id).toSorted()
      const isComplete = () =>
        audience.subscribers.filter(({ seen }) => new Set(seen).size >= written.length).length
      await expect.poll(isComplete, { timeout: 60_000 }).toBe(subscribers)
      await audience.leave()
      const receivedGaps = audience.subscribers.reduce((sum, { gaps }) => sum + gaps, 0)
      task.meta.deliveries = { event: name, rows: written.length, gaps: receivedGaps }
      for (const { seen, failures, gaps } of audience.subscribers) {
        expect(seen.toSorted()).toEqual(written)
        expect(failures).toEqual([])
        if (isGap) expect(gaps).toBeGreaterThan(0)
      }
    },
  )
})
