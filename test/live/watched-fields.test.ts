import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { FallbackPoller } from '../../src/live/fallback-poller.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { clientOf, takeUntil } from './watching.ts'

const ofRun = (fields: string) => [`($id: ID!) { runUpdated(runId: $id) { ${fields} } }`, 'run'] as const
const ofSession = (fields: string) =>
  [`($id: ID!) { sessionUpdated(sessionId: $id) { ${fields} } }`, 'session'] as const

/** Each field with a change of it, which only a signal can tell of here. */
const changes: readonly [
  name: string,
  query: string,
  of: 'session' | 'project' | 'viewer' | 'run',
  sql: string,
][] = [
  [
    'lastEvent of sessionUpdated',
    ...ofSession('lastEvent { eventType }'),
    `insert into application_events (event_type, event_group, session_id, created_at)
     values ('agent.tool.call', 'agent', '$session', now() + interval '1 day')`,
  ],
  [
    'events of sessionUpdated, in a fragment',
    ...ofSession('... on Node { ... on Session { events(last: 1) { totalCount } } }'),
    `insert into application_events (event_type, event_group, session_id) values ('w', 'agent', '$session')`,
  ],
  [
    'plan of sessionUpdated',
    ...ofSession('plan { summary }'),
    `update sessions set session_metadata = '{"plan": {"summary": "changed", "milestones": []}}' where id = '$session'`,
  ],
  [
    'counts of sessionUpdated',
    ...ofSession('counts { events }'),
    `insert into application_events (event_type, event_group, session_id) values ('x', 'agent', '$session')`,
  ],
  [
    'project of sessionUpdated',
    ...ofSession('project { name }'),
    `update projects set name = 'of the session' where session_id = '$session'`,
  ],
  [
    'isPinned of sessionUpdated',
    ...ofSession('isPinned'),
    `insert into session_pins (session_id, user_id) values ('$session', '$viewer')`,
  ],
  [
    'isWishlisted of sessionUpdated',
    ...ofSession('isWishlisted'),
    `insert into session_wishlists (session_id, user_id) values ('$session', '$viewer')`,
  ],
  [
    'credit sums of sessionUpdated',
    ...ofSession('creditSums { spent }'),
    `insert into credit_transactions (user_id, session_id, transaction_type, credit_type, amount, balance_after)
     values ('$viewer', '$session', 'usage', 'regular', -1, 1)`,
  ],
  [
    'a file of sessionUpdated that is renamed',
    ...ofSession('assets { nodes { fileName } }'),
    `update user_assets set file_name = file_name || ' renamed'`,
  ],
  [
    'files of sessionUpdated',
    ...ofSession('assets { totalCount nodes { fileName } }'),
    `delete from session_assets where session_id = '$session'`,
  ],
  [
    'the status of the newest run of sessionUpdated',
    ...ofSession('runStatus'),
    `insert into run_tasks (session_id, task_type, status, created_at)
     values ('$session', 'agent_run', 'failed', now() + interval '1 day')`,
  ],
  [
    'cost of runUpdated',
    ...ofRun('cost'),
    `insert into credit_transactions (user_id, session_id, run_id, transaction_type, credit_type, amount, balance_after)
     values ('$viewer', '$session', '$run', 'usage', 'regular', -1, 1)`,
  ],
  [
    'transcripts of runUpdated',
    ...ofRun('transcripts { databaseId }'),
    `insert into agent_run_messages (session_id, run_id, model_id) values ('$session', '$run', 'm')`,
  ],
  [
    'sub-runs of runUpdated',
    ...ofRun('subRuns { databaseId }'),
    `insert into agent_run_messages (session_id, run_id, parent_run_id, model_id)
     values ('$session', gen_random_uuid(), '$run', 'm')`,
  ],
  [
    'the session of runUpdated',
    ...ofRun('session { name }'),
    `update sessions set name = 'renamed' where id = '$session'`,
  ],
  [
    'a skill in viewerUpdated',
    '{ viewerUpdated { skills { name } } }',
    'viewer',
    `update skills set name = name || ' renamed' where user_id = '$viewer'`,
  ],
  [
    'a run in viewerUpdated, of a session that has none',
    '{ viewerUpdated { runs { totalCount } } }',
    'viewer',
    `insert into run_tasks (session_id, task_type, status) values ('$chat', 'agent_run', 'completed')`,
  ],
  [
    'a pin in viewerUpdated',
    '{ viewerUpdated { sessions(first: 50) { nodes { isPinned } } } }',
    'viewer',
    `delete from session_pins where user_id = '$viewer' and session_id = '$session'`,
  ],
  [
    'name of deploymentStatus',
    '($id: ID!) { deploymentStatus(projectId: $id) { name } }',
    'project',
    `update projects set name = 'of the deployment' where id = '$project'`,
  ],
]

describe.each(testDatabases)('states, on $kind', ({ open }) => {
  let gateway: TestGateway
  let database: Database
  const ids = {
    session: sessions.website,
    chat: sessions.longChat,
    run: runs.websiteFinished,
    viewer: people.demo.id,
    project: '',
  }
  beforeAll(async () => {
    vi.spyOn(FallbackPoller.prototype, 'start').mockImplementation(() => {})
    database = await open('seeded')
    gateway = await startGateway(database)
    const [project] = await database.query<{ id: string }>('select id from projects where session_id = $1', [
      ids.session,
    ])
    ids.project = project?.id ?? ''
    await database.script(`delete from session_pins; delete from session_wishlists`)
  })
  afterAll(async () => {
    vi.restoreAllMocks()
    await gateway.close()
  })

  it.each(changes)('tell a change of %s without a poll', async (_, query, of, sql) => {
    expect(ids.project).not.toBe('')
    const client = await clientOf(gateway.socketUrl, people.demo)
    const from = client.iterate({ query: `subscription ${query}`, variables: { id: ids[of] } })
    const [before] = await takeUntil(from, () => true)
    await database.query(sql.replace(/\$(\w+)/g, (_, name: keyof typeof ids) => ids[name]))
    const [after] = await takeUntil(from, () => true)
    expect(after).not.toEqual(before)
  })

  it('of one document with other variables read what each asks for', async () => {
    const client = await clientOf(gateway.socketUrl, people.demo)
    const query =
      'subscription ($id: ID!, $n: Int) { sessionUpdated(sessionId: $id) { name events(first: $n) { nodes { id } } } }'
    const from = [1, 2, 3].map((n) =>
      client.iterate<{ sessionUpdated: { events: { nodes: object[] } } }>({
        query,
        variables: { id: ids.session, n },
      }),
    )
    await Promise.all(from.map((one) => takeUntil(one, () => true)))
    await database.query(`update sessions set name = 'for all three' where id = $1`, [ids.session])
    const after = await Promise.all(from.map((one) => takeUntil(one, () => true)))
    expect(after.map(([data]) => data?.sessionUpdated.events.nodes.length)).toEqual([1, 2, 3])
  })

  it('are not read anew for events where nothing of them is selected', async () => {
    const client = await clientOf(gateway.socketUrl, people.demo)
    const from = client.iterate({
      query: 'subscription ($id: ID!) { sessionUpdated(sessionId: $id) { name } }',
      variables: { id: ids.session },
    })
    await takeUntil(from, () => true)
    const read = vi.spyOn(database, 'query')
    await database.query(
      `insert into application_events (event_type, event_group, session_id) values ('y', 'agent', $1)`,
      [ids.session],
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(read.mock.calls.length).toBe(1)
    read.mockRestore()
  })
})
