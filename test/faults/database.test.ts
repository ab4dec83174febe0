import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest'
import { cutListeners } from '../live/stress.ts'
import { administer } from '../support/templates.ts'
import { createWorld, type Fault, runFault, type World } from './scenario.ts'
import { type BreakableServer, programs, startBreakableServer } from './server.ts'

const away = '503 SERVICE_UNAVAILABLE'
const tooLong = '200 LIMIT_EXCEEDED'

let server: BreakableServer
let world: World
/** Takes what the pool wants, until it is ended. */
let holder: pg.Client | undefined

async function asSuperuser(sql: string): Promise<void> {
  await administer(world.databaseUrl, sql)
}

const hangUpAll = `select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()`

const faults: Readonly<Record<string, Fault>> = {
  'PostgreSQL is killed, and started again': {
    inject: () => server.stop('SIGQUIT'),
    recover: () => server.start(),
    outcomes: [away],
    seen: [away],
    ready: 503,
    slowestMs: 2_000,
    recoveryMs: 2_000,
  },
  'PostgreSQL is restarted in order': {
    inject: () => server.stop('SIGINT'),
    recover: () => server.start(),
    outcomes: [away],
    seen: [away],
    ready: 503,
    slowestMs: 2_000,
    recoveryMs: 2_000,
  },
  'PostgreSQL is paused': {
    inject: () => server.signalAll('SIGSTOP'),
    recover: () => server.signalAll('SIGCONT'),
    outcomes: [away, tooLong],
    seen: [away],
    ready: 503,
    slowestMs: 7_000,
    recoveryMs: 6_000,
  },
  'its connections are ended': {
    inject: () => asSuperuser(hangUpAll),
    outcomes: [away],
    slowestMs: 2_000,
    recoveryMs: 2_000,
  },
  'the network refuses': {
    inject: ({ proxy }) => proxy.stop(),
    recover: ({ proxy }) => proxy.start(),
    outcomes: [away],
    seen: [away],
    ready: 503,
    slowestMs: 2_000,
    recoveryMs: 2_000,
  },
  'the network swallows everything': {
    inject({ proxy }) {
      proxy.mode = { does: 'blackhole' }
    },
    recover({ proxy }) {
      proxy.mode = { does: 'pass' }
    },
    outcomes: [away, tooLong],
    seen: [away],
    ready: 503,
    slowestMs: 7_000,
    recoveryMs: 6_000,
  },
  'connections hang half open': {
    inject: ({ proxy }) => proxy.silence(),
    outcomes: [away, tooLong],
    slowestMs: 7_000,
    recoveryMs: 6_000,
  },
  'the network is slow (100 ms each way)': {
    inject({ proxy }) {
      proxy.mode = { does: 'delay', ms: 100 }
    },
    recover({ proxy }) {
      proxy.mode = { does: 'pass' }
    },
    outcomes: [tooLong],
    ready: 200,
    slowestMs: 7_000,
    recoveryMs: 3_000,
  },
  'the network is thin (5 kB a second)': {
    inject({ proxy }) {
      proxy.mode = { does: 'throttle', bytesPerSecond: 5_000 }
    },
    recover({ proxy }) {
      proxy.mode = { does: 'pass' }
    },
    outcomes: [away, tooLong],
    slowestMs: 7_000,
    recoveryMs: 6_000,
  },
  'connections are reset in the middle of answers': {
    inject({ proxy }) {
      proxy.mode = { does: 'reset', afterBytes: 3_000 }
    },
    recover({ proxy }) {
      proxy.mode = { does: 'pass' }
    },
    outcomes: [away],
    slowestMs: 5_000,
    recoveryMs: 2_000,
  },
  'a lock holds every statement, and so the whole pool': {
    async inject() {
      holder = new pg.Client({ connectionString: world.databaseUrl })
      await holder.connect()
      await holder.query('begin; lock table sessions in access exclusive mode')
    },
    recover: () => holder?.end(),
    outcomes: [away, tooLong],
    seen: [tooLong],
    slowestMs: 7_000,
    recoveryMs: 2_000,
  },
  'the database takes no writes': {
    async inject() {
      const name = new URL(world.databaseUrl).pathname.slice(1)
      await asSuperuser(`alter database ${name} set default_transaction_read_only = on`)
      await asSuperuser(hangUpAll)
    },
    async recover() {
      const name = new URL(world.databaseUrl).pathname.slice(1)
      await administer(
        world.databaseUrl,
        'set default_transaction_read_only = off',
        `alter database ${name} reset default_transaction_read_only`,
      )
      await asSuperuser(hangUpAll)
    },
    outcomes: [away],
    seen: [away, 'OK'],
    ready: 200,
    slowestMs: 2_000,
    recoveryMs: 2_000,
  },
  'the disk is full': {
    inject: () =>
      asSuperuser(`create function no_room() returns trigger language plpgsql as
$$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
create trigger no_room before insert on sessions execute function no_room()`),
    recover: () => asSuperuser('drop function no_room cascade'),
    outcomes: [away],
    seen: [away, 'OK'],
    ready: 200,
    slowestMs: 2_000,
    recoveryMs: 2_000,
  },
  'the connection that listens is lost': {
    async inject() {
      const client = new pg.Client({ connectionString: world.databaseUrl })
      await client.connect()
      if ((await cutListeners(client)) === 0) throw new Error('Nobody listened.')
      await client.end()
    },
    slowestMs: 2_000,
    recoveryMs: 2_000,
  },
}

// Without PostgreSQL's programs on this machine there is no server to break.
describe.skipIf(!programs)('while users read, write and watch', () => {
  beforeAll(async () => {
    server = await startBreakableServer()
  })
  afterAll(() => server.remove())
  beforeEach(async () => {
    world = await createWorld(await server.newDatabase())
  })
  afterEach(async () => {
    await world.gateway.close()
    await world.proxy.stop()
  })

  for (const [name, fault] of Object.entries(faults)) {
    it(name, (context) => runFault(world, name, fault, context))
  }
})
