import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installSignals, removeSignals } from '../../src/cli/signals.ts'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { Live } from '../../src/live/live.ts'
import { StateStream } from '../../src/live/state-stream.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { clientOf, type Person } from './watching.ts'

const admin = people.admin

describe.each(testDatabases)('states whose signals are missed, on $kind', ({ open }) => {
  let gateway: TestGateway
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
  })
  afterAll(() => gateway.close())

  /** Everything that a subscription receives from now on. */
  async function watch<Data>(person: Person, query: string, variables = {}): Promise<Data[]> {
    const received: Data[] = []
    const client = await clientOf(gateway.socketUrl, person)
    client.subscribe<Data>(
      { query: `subscription ${query}`, variables },
      { next: ({ data }) => data && received.push(data), error: () => {}, complete: () => {} },
    )
    await expect.poll(() => received.length).toBeGreaterThan(0)
    return received
  }
  /** Writes as a replica does: no trigger of ours fires. */
  const writeUnnoticed = (sql: string) =>
    database.script(`set session_replication_role = replica; ${sql}; reset session_replication_role`)

  type Activity = { runActivity: { databaseId: string; statusText: string } }
  const activity = '{ runActivity { databaseId statusText } }'

  it('tell a run again only when what is selected of it changes', async () => {
    await removeSignals(database)
    const received = await watch<Activity>(admin, activity)
    await pause(1_500)
    const before = received.length
    // Without triggers everything is looked at once a second.
    for (let i = 0; i < 3; i += 1) {
      await database.query('update run_tasks set updated_at = now() where id = $1', [runs.research])
      await pause(1_100)
    }
    expect(received.slice(before)).toEqual([])
    await database.query(`update run_tasks set status = 'paused' where id = $1`, [runs.research])
    await expect
      .poll(() => received.slice(before).map(({ runActivity }) => runActivity.statusText))
      .toEqual(['paused'])
    await installSignals(database)
  })

  it('tell the end of a run that ended while signals were missed', async () => {
    const [running] = await database.query<{ id: string }>(
      `select id::text from run_tasks where status = 'running' limit 1`,
    )
    const received = await watch<Activity>(admin, activity)
    const ofRun = () =>
      received
        .filter(({ runActivity }) => runActivity.databaseId === running?.id)
        .map((one) => one.runActivity.statusText)
    await expect.poll(() => ofRun().at(-1)).toBe('running')
    await writeUnnoticed(`update run_tasks set status = 'completed' where id = '${running?.id}'`)
    // The guard looks every ten seconds where signals are complete.
    await expect.poll(() => ofRun().at(-1), { timeout: 30_000 }).toBe('completed')
  })

  it('begin with what the database has, not with what was read for an earlier subscriber', async () => {
    type Updated = { sessionUpdated: { name: string } }
    const query = '($id: ID!) { sessionUpdated(sessionId: $id) { name } }'
    const variables = { id: sessions.website }
    const first = await watch<Updated>(people.demo, query, variables)
    await writeUnnoticed(`update sessions set name = 'written unnoticed' where id = '${sessions.website}'`)
    const second = await watch<Updated>(people.demo, query, variables)
    expect(second[0]?.sessionUpdated.name).toBe('written unnoticed')
    expect(first[0]?.sessionUpdated.name).not.toBe('written unnoticed')
  })

  it('never go back to an earlier reading when others join', async () => {
    const live = new Live(database, new Cursors('secret'))
    const row = { table: 'sessions', column: 'id', key: sessions.website }
    const state = new StateStream(live, 'state', row)
    const openTail = () => state.open(() => {})
    const revisions: number[] = []
    const tail = openTail()
    for (let i = 0; i < 20; i += 1) {
      const other = i % 3 === 0 ? openTail() : undefined
      if (i % 2 === 0) live.signals.wakeAll()
      for (const taken of [tail.take(), other?.take()])
        if (taken && 'revision' in taken) revisions.push(taken.revision)
      expect(tail.take()).toBeUndefined()
      await pause(1)
      other?.close()
    }
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b))
    expect(revisions.length).toBeGreaterThan(10)
    tail.close()
    await live.close()
  })
})
