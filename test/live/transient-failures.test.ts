import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { postgresOnly } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { EventStream, type StreamResult } from './event-stream.ts'
import { clientOf } from './watching.ts'

const query = `subscription ($id: ID!, $after: String) {
  sessionEvents(sessionId: $id, after: $after) {
    ... on StreamEntry { cursor }
    ... on EventAdded { event { eventType content run { id } session { name } } }
  }
}`
const role = 'gateway_of_transient_failures'
const onServer = postgresOnly()

// PGlite has no other sessions that could lock, cancel or alter anything.
describe.each(onServer)('transient failures while entries are executed, on $kind', ({ create }) => {
  let made: Awaited<ReturnType<typeof create>>
  let direct: Database
  let gateway: TestGateway
  let number = 0

  beforeAll(async () => {
    made = await create('seeded')
    direct = await openDatabase(made.config)
    await direct.script(`drop role if exists ${role}; create role ${role} login password 'x' in role pg_write_all_data;
      grant select on all tables in schema public to ${role}; grant usage on schema public to ${role}`)
    const url = new URL(made.config.databaseUrl ?? '')
    url.username = role
    url.password = 'x'
    const limited = { ...made.config, databaseUrl: url.href, statementTimeoutMs: 400 }
    gateway = await startGateway(await openDatabase(limited), { SKIP_MIGRATIONS: 'true', METRICS_PORT: '0' })
  })
  afterAll(async () => {
    await gateway.close()
    await direct.script(`drop owned by ${role}; drop role ${role}`)
    await direct.close()
    await made.remove()
  })

  const happen = (session: string, type: string) =>
    direct.query(
      `insert into application_events (event_type, event_group, session_id, content)
       values ($2, 'agent', $1, '{"a": 1}')`,
      [session, type],
    )
  async function newSession(): Promise<string> {
    number += 1
    const [row] = await direct.query<{ id: string }>(
      `insert into sessions (id, user_id, name, status)
       select gen_random_uuid(), user_id, $2, status from sessions where id = $1 returning id::text`,
      [sessions.research, `transient ${number}`],
    )
    return row?.id ?? ''
  }

  /** Each lets entries fail for a while, in its own way, and calls `write` while they do. */
  const failures: Record<string, (write: () => Promise<void>) => Promise<void>> = {
    'a lock that is held longer than statements may take': (write) =>
      direct.transaction(async (tx) => {
        // The feed finds the rows; what is read of each is what waits.
        await tx.query('lock table sessions in access exclusive mode')
        await write()
        await pause(1_500)
      }),
    'statements cancelled by somebody else': (write) =>
      direct.transaction(async (tx) => {
        await tx.query('lock table sessions in access exclusive mode')
        const until = performance.now() + 1_000
        const cancelAll = async () => {
          while (performance.now() < until) {
            await pause(5)
            await tx.query('select pg_cancel_backend(pid) from pg_stat_activity where usename = $1', [role])
          }
        }
        await Promise.all([cancelAll(), write()])
      }),
    'a column whose type changes': async (write) => {
      await direct.script('alter table sessions alter column name type text')
      await write()
      await direct.script('alter table sessions alter column name type varchar(255)')
      await write()
    },
    'a right that is revoked for a moment': async (write) => {
      await direct.query(`revoke select on sessions from ${role}`)
      await write()
      await pause(300)
      await direct.query(`grant select on sessions to ${role}`)
    },
    'connections that are ended': async (write) => {
      const until = performance.now() + 500
      const endAll = async () => {
        while (performance.now() < until)
          await direct.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [
            role,
          ])
      }
      await Promise.all([endAll(), write()])
    },
    'no connection left': async (write) => {
      await direct.query(`alter role ${role} connection limit 0`)
      await direct.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [role])
      await write()
      await pause(500)
      await direct.query(`alter role ${role} connection limit -1`)
    },
  }

  const typesOf = (results: readonly StreamResult[]) =>
    results.map(({ data, errors }) => {
      if (errors) return JSON.stringify(errors)
      type EventData = { event: { eventType: string; session: object } }
      const { event } = (data?.sessionEvents ?? {}) as unknown as EventData
      return event.session ? event.eventType : 'no session'
    })

  it.each(Object.entries(failures))('consume no entry, over either transport: %s', async (_name, fail) => {
    const id = await newSession()
    const client = await clientOf(gateway.socketUrl, people.demo)
    const overSocket: StreamResult[] = []
    let ended: unknown
    client.subscribe(
      { query, variables: { id } },
      {
        next: (result) => overSocket.push(result as StreamResult),
        error: (error) => {
          ended = error
        },
        complete: () => {
          ended = 'complete'
        },
      },
    )
    const overHttp = await EventStream.open(gateway.url, query, { id })
    await happen(id, 'before')
    await expect.poll(() => [overSocket.length, overHttp.results.length]).toEqual([1, 1])
    let written = 0
    await fail(async () => {
      for (let i = 0; i < 20; i += 1) {
        written += 1
        // The writer does not read the locked table: the events' foreign key is checked later.
        await direct.script(`set session_replication_role = replica;
          insert into application_events (event_type, event_group, session_id) values ('e${written}', 'agent', '${id}');
          select pg_notify('ii_gateway_changes', '{"table":"application_events","keys":{"session_id":["${id}"]}}');
          reset session_replication_role`)
        await pause(10)
      }
    })
    await happen(id, 'after')
    const all = ['before', ...Array.from({ length: written }, (_, i) => `e${i + 1}`), 'after']
    await expect.poll(() => typesOf(overSocket)).toEqual(all)
    await expect.poll(() => typesOf(overHttp.results)).toEqual(all)
    expect(ended).toBeUndefined()
  })

  it('ask a client to reconnect where a stream cannot begin, over either transport', async () => {
    const id = await newSession()
    await happen(id, 'one')
    const closed: number[] = []
    const client = await clientOf(gateway.socketUrl, people.demo, 20)
    client.on('closed', (event) => closed.push((event as CloseEvent).code))
    const results: StreamResult[] = []
    let overHttp: EventStream | undefined
    await direct.transaction(async (tx) => {
      await tx.query('lock table sessions in access exclusive mode')
      client.subscribe(
        { query, variables: { id } },
        { next: (result) => results.push(result as StreamResult), error: () => {}, complete: () => {} },
      )
      overHttp = await EventStream.open(gateway.url, query, { id })
      await expect.poll(() => closed[0]).toBe(1013)
    })
    await expect.poll(() => typesOf(results)).toEqual(['one'])
    expect(overHttp?.status).toBe(503)
    await overHttp?.ended
    expect(overHttp?.results[0]?.errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
  })
})
