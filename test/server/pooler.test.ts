import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { openDatabase } from '../../src/data/open.ts'
import { createSessionSettings } from '../../src/data/session-settings.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { clientOf, openedSubscriptions, takeUntil } from '../live/watching.ts'
import { signTokenFor } from '../support/client.ts'
import { postgresOnly } from '../support/database.ts'
import { listen, type TestGateway } from '../support/gateway.ts'
import { findPgbouncer, type Pgbouncer, startPgbouncer } from '../support/pgbouncer.ts'

type StreamData = { readonly sessionEvents: { readonly event?: { readonly eventType: string } } }

const pgbouncer = findPgbouncer()
if (!pgbouncer) console.warn('pgbouncer is not installed, so nothing is tested behind it')
/** The first that keeps prepared statements of clients. */
const keepsPrepared = (pgbouncer?.version ?? 0) >= 21
const onServer = postgresOnly(Boolean(pgbouncer))
const plainRole = `pooled_plain_${Math.random().toString(36).slice(2)}`
const setRole = `pooled_set_${Math.random().toString(36).slice(2)}`

describe.each(onServer)('behind pgbouncer', ({ create }) => {
  let made: Awaited<ReturnType<typeof create>>
  let owner: Database
  let poolers: Pgbouncer[] = []
  let gateways: TestGateway[] = []
  let directUrl = ''

  beforeAll(async () => {
    made = await create('seeded')
    directUrl = made.config.databaseUrl ?? ''
    owner = await openDatabase(made.config)
    const { search_path, statement_timeout } = createSessionSettings(10_000)
    await owner.script(`create role ${plainRole} login in role pg_read_all_data, pg_write_all_data;
      create role ${setRole} login in role pg_read_all_data, pg_write_all_data;
      alter role ${setRole} set search_path = ${search_path};
      alter role ${setRole} set TimeZone = 'UTC';
      alter role ${setRole} set statement_timeout = ${statement_timeout}`)
  })
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()))
    await Promise.all(poolers.map((pooler) => pooler.stop()))
    await owner.script(`drop owned by ${plainRole}, ${setRole}; drop role ${plainRole}, ${setRole}`)
    await owner.close()
    await made.remove()
  })

  const as = (role: string, url: string) => {
    const changed = new URL(url)
    changed.username = role
    return changed.href
  }

  async function poolerUrl(role: string, ...settings: string[]): Promise<string> {
    const pooler = await startPgbouncer(pgbouncer?.path ?? '', directUrl, {
      users: [plainRole, setRole],
      settings,
    })
    poolers = [...poolers, pooler]
    return as(role, pooler.url(directUrl))
  }

  async function start(env: Record<string, string>): Promise<TestGateway> {
    const gateway = await listen({ SKIP_MIGRATIONS: 'true', ...env })
    gateways = [...gateways, gateway]
    return gateway
  }

  async function readWriteAndWatch(gateway: TestGateway): Promise<void> {
    const token = await signTokenFor(people.demo)
    const query = `{ viewer { email sessions(first: 5) { edges { node { name messages(last: 2) { totalCount } } } } } }`
    const answers = await Promise.all(Array.from({ length: 60 }, () => gateway.ask(query, { token })))
    for (const { data, errors } of answers)
      expect({ data, errors }).toEqual({ data: answers[0]?.data, errors: undefined })
    const rename = `mutation ($name: String!) { updateProfile(input: { firstName: $name }) { __typename } }`
    const writes = Array.from({ length: 20 }, (_, i) =>
      gateway.ask(rename, { token, variables: { name: `Ada ${i}` } }),
    )
    for (const { data, errors } of await Promise.all(writes))
      expect({ data, errors }).toEqual({ data: { updateProfile: { __typename: 'UpdateProfileSuccess' } } })
    const watch = `subscription ($id: ID!) { sessionEvents(sessionId: $id) { ... on EventAdded { event { eventType } } } }`
    const opened = openedSubscriptions(1)
    const events = (await clientOf(gateway.socketUrl, people.demo)).iterate<StreamData>({
      query: watch,
      variables: { id: sessions.research },
    })
    const lastEvents = takeUntil(
      events,
      ({ sessionEvents }) => sessionEvents.event?.eventType === 'pooled.last',
    )
    const happen = (type: string) =>
      owner.query(
        `insert into application_events (event_type, event_group, session_id, content) values ($2, 'agent', $1, '{}')`,
        [sessions.research, type],
      )
    await opened
    for (let i = 0; i < 5; i += 1) await happen(`pooled.${i}`)
    await happen('pooled.last')
    const types = (await lastEvents)
      .map(({ sessionEvents }) => sessionEvents.event?.eventType)
      .filter((type) => type?.startsWith('pooled.'))
    expect(types).toEqual([0, 1, 2, 3, 4, 'last'].map((i) => `pooled.${i}`))
    await owner.query(`delete from application_events where event_type like 'pooled.%'`)
  }

  it('in session mode reads, writes and live entries work, with no setting of the pooler', async () => {
    const gateway = await start({ DATABASE_URL: await poolerUrl(plainRole, 'pool_mode = session') })
    await gateway.ready()
    await readWriteAndWatch(gateway)
  })
  it('in session mode the settings of a role are replaced, and a statement of a client who left is cancelled', async () => {
    const url = await poolerUrl(plainRole, 'pool_mode = session')
    const database = await openDatabase({ ...made.config, databaseUrl: url, poolSize: 2 })
    try {
      const sent = database.query('select pg_sleep(600)', [], performance.now() + 300)
      await expect(sent).rejects.toThrow()
      const running = `select from pg_stat_activity where query = 'select pg_sleep(600)' and state = 'active'`
      await expect.poll(() => owner.query(running)).toEqual([])
      expect(await database.query('show search_path')).toEqual([{ search_path: 'public' }])
    } finally {
      await database.close()
    }
  })

  it('in transaction mode a start says in one line all that is missing', async () => {
    const url = await poolerUrl(
      plainRole,
      'pool_mode = transaction',
      keepsPrepared ? 'max_prepared_statements = 0' : '',
    )
    const gateway = await start({ DATABASE_URL: url })
    const error: Error = await gateway.ready().then(
      () => new Error('it started'),
      (reason: Error) => reason,
    )
    expect(error.message).toMatch(
      /^DATABASE_URL goes through a pooler in transaction mode, which needs [^\n]*$/,
    )
    expect(error.message).toContain('pgbouncer 1.21 or newer')
    expect(error.message).toContain('DATABASE_LISTEN_URL, a URL to PostgreSQL itself')
    expect(error.message).toContain(`ALTER ROLE ${plainRole} SET search_path = 'public'`)
    expect(error.message).toContain(`ALTER ROLE ${plainRole} SET statement_timeout = '10000'`)
  })

  it('in transaction mode a direct URL is not missed where there is one, and must be one', async () => {
    const url = await poolerUrl(setRole, 'pool_mode = transaction')
    const missing = async (env: Record<string, string>) => {
      const gateway = await start({ DATABASE_URL: url, ...env })
      return gateway.ready().then(
        () => '',
        ({ message }: Error) => message,
      )
    }
    expect(await missing({ DATABASE_LISTEN_URL: url })).toMatch(
      /^DATABASE_LISTEN_URL goes through a pooler in transaction mode, which needs .*a URL to PostgreSQL itself/,
    )
    const direct = await missing({ DATABASE_LISTEN_URL: as(setRole, directUrl) })
    if (keepsPrepared) expect(direct).toBe('')
    else expect(direct).toMatch(/which needs prepared statements \([^)]*\)$/)
  })

  it('a direct URL of another database is refused', async () => {
    const other = await create('empty')
    const listenUrl = as(plainRole, other.config.databaseUrl ?? '')
    const gateway = await start({ DATABASE_URL: as(plainRole, directUrl), DATABASE_LISTEN_URL: listenUrl })
    await expect(gateway.ready()).rejects.toThrow(
      /^DATABASE_LISTEN_URL is another database than DATABASE_URL/,
    )
    await other.remove()
  })

  it('statement pooling is refused', async () => {
    const url = await poolerUrl(setRole, 'pool_mode = statement')
    const gateway = await start({ DATABASE_URL: url, DATABASE_LISTEN_URL: as(setRole, directUrl) })
    await expect(gateway.ready()).rejects.toThrow('transactions (not pool_mode = statement)')
  })

  it('an option of the URL that the pooler refuses ends the start', async () => {
    const url = `${await poolerUrl(plainRole, 'pool_mode = session')}?options=-c%20work_mem%3D8MB`
    const gateway = await start({ DATABASE_URL: url })
    await expect(gateway.ready()).rejects.toThrow('unsupported startup parameter')
  })

  it.skipIf(!keepsPrepared)(
    'in transaction mode reads, writes and live entries work from 1.21 on',
    async () => {
      const url = await poolerUrl(
        setRole,
        'pool_mode = transaction',
        'max_prepared_statements = 200',
        // Fewer than the gateway has connections, so that each statement may meet another process.
        'default_pool_size = 3',
      )
      const gateway = await start({ DATABASE_URL: url, DATABASE_LISTEN_URL: as(setRole, directUrl) })
      await gateway.ready()
      await readWriteAndWatch(gateway)
    },
  )
})
