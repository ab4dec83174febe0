import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { clientOf, type Person, takeUntil } from './watching.ts'

describe.each(testDatabases)('states that are watched, on $kind', ({ open }) => {
  let gateway: TestGateway
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
  })
  afterAll(() => gateway.close())

  async function watch<Data extends Record<string, unknown>>(
    person: Person | null,
    query: string,
    variables: Record<string, unknown> = {},
  ) {
    const client = await clientOf(gateway.socketUrl, person)
    return client.iterate<Data>({ query: `subscription ${query}`, variables })
  }
  const takeOne = async <Data>(from: AsyncIterator<never>): Promise<Data> =>
    (await takeUntil<Data>(from, () => true))[0] as Data

  it('tells a run as it is, then each change of what is selected, and nothing else', async () => {
    const from = await watch(
      people.demo,
      '($run: ID!) { runUpdated(runId: $run) { statusText errorMessage } }',
      {
        run: runs.research,
      },
    )
    const before = await takeOne<{ runUpdated: { statusText: string } }>(from as never)
    await database.query('update run_tasks set updated_at = now() where id = $1', [runs.research])
    await database.query(`update run_tasks set status = 'paused', version = version + 1 where id = $1`, [
      runs.research,
    ])
    await database.query(
      `update run_tasks set status = 'failed', error_message = 'why', version = version + 1 where id = $1`,
      [runs.research],
    )
    const changes = await takeUntil<typeof before>(
      from as never,
      ({ runUpdated }) => runUpdated.statusText === 'failed',
    )
    expect(changes.length).toBeLessThanOrEqual(2)
    expect(changes.at(-1)).toEqual({ runUpdated: { statusText: 'failed', errorMessage: 'why' } })
  })

  it('sends the viewer’s balance only', async () => {
    const from = await watch(people.demo, '{ creditBalance { credits } }')
    await takeOne(from as never)
    await database.query('update credit_balances set credits = credits + 1 where user_id = $1', [
      people.maria.id,
    ])
    await database.query(
      'update credit_balances set credits = 42, version = version + 1 where user_id = $1',
      [people.demo.id],
    )
    expect(await takeOne(from as never)).toEqual({ creditBalance: { credits: '42.000000' } })
  })

  it('tells the list of sessions with their names and runs', async () => {
    type Mine = {
      viewerUpdated: { sessions: { nodes: { name: string; runs: { nodes: { statusText: string }[] } }[] } }
    }
    const from = await watch<Mine>(
      people.demo,
      '{ viewerUpdated { sessions(first: 50) { nodes { name runs(first: 1) { nodes { statusText } } } } } }',
    )
    await takeOne(from as never)
    await database.query(`update sessions set name = 'Renamed', version = version + 1 where id = $1`, [
      sessions.website,
    ])
    await takeUntil<Mine>(from as never, ({ viewerUpdated }) =>
      viewerUpdated.sessions.nodes.some(({ name }) => name === 'Renamed'),
    )
    await database.query(
      `update run_tasks set status = 'waiting_for_input', created_at = now() where id = $1`,
      [runs.websiteFailed],
    )
    await takeUntil<Mine>(from as never, ({ viewerUpdated }) =>
      viewerUpdated.sessions.nodes.some(
        ({ name, runs }) => name === 'Renamed' && runs.nodes[0]?.statusText === 'waiting_for_input',
      ),
    )
  })

  it('tells a session’s plan, sandbox and slides', async () => {
    type One = {
      sessionUpdated: { name: string; sandbox: { statusText: string } | null; slideCount: number }
    }
    const from = await watch<One>(
      people.demo,
      '($id: ID!) { sessionUpdated(sessionId: $id) { name sandbox { statusText } } }',
      { id: sessions.website },
    )
    await takeOne(from as never)
    await database.query(
      `insert into agent_sandboxes (session_id, status, created_at) values ($1, 'running', now() + interval '1 day')`,
      [sessions.website],
    )
    await takeUntil<One>(
      from as never,
      ({ sessionUpdated }) => sessionUpdated.sandbox?.statusText === 'running',
    )
  })

  it('tells admins of all runs that change, and of all events', async () => {
    const active = await watch<{ runActivity: { databaseId: string; statusText: string } }>(
      people.admin,
      '{ runActivity { databaseId statusText } }',
    )
    const events = await watch<{ allEvents: { event?: { eventType: string } } }>(
      people.admin,
      '{ allEvents { ... on EventAdded { cursor event { eventType } } } }',
    )
    await takeOne(active as never)
    const next = takeUntil<{ allEvents: { event?: { eventType: string } } }>(
      events as never,
      ({ allEvents }) => allEvents.event?.eventType === 'of.all',
    )
    // Written again and again, since the stream begins with what comes after it was opened.
    const writing = setInterval(() => {
      void database.query(
        `insert into application_events (event_type, event_group, session_id) values ('of.all', 'agent', $1)`,
        [sessions.mariaPrivate],
      )
    }, 100)
    await next.finally(() => clearInterval(writing))
    await database.query(`update run_tasks set status = 'cancelled' where id = $1`, [runs.publicReport])
    await takeUntil<{ runActivity: { databaseId: string; statusText: string } }>(
      active as never,
      ({ runActivity }) =>
        runActivity.databaseId === runs.publicReport && runActivity.statusText === 'cancelled',
    )
  })

  it('tells nobody but admins of everyone’s runs', async () => {
    const from = await watch(people.demo, '{ runActivity { databaseId } }')
    await expect(takeOne(from as never)).rejects.toThrow('FORBIDDEN')
  })

  it('hides the owner’s billing from strangers who watch a public session, its existence too', async () => {
    const query = '($id: ID!) { sessionEvents(sessionId: $id) { ... on StreamEntry { cursor } } }'
    const mine = await watch(people.demo, query, { id: sessions.publicReport })
    const theirs = await watch(null, query, { id: sessions.publicReport })
    const [all] = await database.query<{ count: number; billing: number }>(
      `select count(*)::int as count, count(*) filter (where event_group = 'billing')::int as billing
       from application_events where session_id = $1`,
      [sessions.publicReport],
    )
    expect(all?.billing).toBeGreaterThan(0)
    await takeUntil(mine as never, (_, taken) => taken.length === all?.count)
    await takeUntil(theirs as never, (_, taken) => taken.length === (all?.count ?? 0) - (all?.billing ?? 0))
    await database.query(
      `insert into application_events (event_type, event_group, session_id) values ('x', 'billing', $1), ('y', 'agent', $1)`,
      [sessions.publicReport],
    )
    await takeUntil(mine as never, (_, taken) => taken.length === 2)
    await takeUntil(theirs as never, (_, taken) => taken.length === 1)
  })

  it('narrows a session’s events by group and type', async () => {
    const from = await watch<{ sessionEvents: { event: { eventGroupText: string } } }>(
      people.demo,
      '($id: ID!) { sessionEvents(sessionId: $id, groups: [BILLING]) { ... on EventAdded { event { eventType } } } }',
      { id: sessions.publicReport },
    )
    const [first] = await takeUntil<{ sessionEvents: { event: { eventType: string } } }>(
      from as never,
      () => true,
    )
    expect(first?.sessionEvents.event.eventType).toMatch(/^billing\.|^x$/)
  })

  it('tells messages as they are written and as they change', async () => {
    const from = await watch<{ messageAdded: { message: { databaseId: string } } }>(
      people.demo,
      '($id: ID!) { messageAdded(sessionId: $id) { ... on MessageWritten { message { databaseId isFinished } } } }',
      { id: sessions.analysis },
    )
    const [some] = await database.query<{ count: number }>(
      'select count(*)::int as count from chat_messages where session_id = $1',
      [sessions.analysis],
    )
    await takeUntil(from as never, (_, taken) => taken.length === some?.count)
    const [row] = await database.query<{ id: string }>(
      `insert into chat_messages (session_id, role, content, is_finished) values ($1, 'assistant', '[]', false) returning id`,
      [sessions.analysis],
    )
    const message = (isFinished: boolean) => ({
      messageAdded: { message: { databaseId: row?.id, isFinished } },
    })
    expect(await takeOne(from as never)).toEqual(message(false))
    await database.query('update chat_messages set is_finished = true where id = $1', [row?.id])
    expect(await takeOne(from as never)).toEqual(message(true))
  })
})
