import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { clientOf, takeUntil } from './watching.ts'

/** How long a gateway waits for rows of a run that has ended, in milliseconds. */
const graceMs = 2_000

const query = `subscription Log($run: ID!, $after: String) {
  runLog(runId: $run, after: $after) {
    __typename
    ... on StreamEntry { cursor createdAt }
    ... on RunStatusChanged { statusText }
    ... on TaskLogAdded { log { statusText } }
    ... on EventAdded { event { eventType databaseId } }
    ... on RunEnded { status run { errorMessage } }
    ... on StreamGap { reason }
  }
}`

type Entry = {
  __typename: string
  cursor: string
  statusText?: string
  log?: { statusText: string }
  event?: { eventType: string; databaseId: string }
}
type Log = { runLog: Entry }

const short = ({ runLog: { __typename, statusText, log, event } }: Log) =>
  `${__typename} ${statusText ?? log?.statusText ?? event?.eventType ?? ''}`.trim()

describe.each(testDatabases)('the log of a run, on $kind', ({ open }) => {
  let gateway: TestGateway
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
  })
  afterAll(() => gateway.close())

  async function newRun(): Promise<string> {
    const run = randomUUID()
    await database.transaction(async (tx) => {
      await tx.query(
        `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'media_generation', 'pending')`,
        [run, sessions.research],
      )
      await tx.query(`insert into task_logs (task_id, status) values ($1, 'pending')`, [run])
    })
    return run
  }
  const happen = (run: string, type: string) =>
    database.query(
      `insert into application_events (event_type, event_group, session_id, run_id) values ($2, 'agent', $3, $1)`,
      [run, type, sessions.research],
    )
  const become = (run: string, status: string) =>
    database.query(
      'update run_tasks set status = $2, version = version + 1, updated_at = now() where id = $1',
      [run, status],
    )
  async function watch(run: string, after?: string) {
    const client = await clientOf(gateway.socketUrl, people.demo)
    return client.iterate<Log>({ query, variables: { run, after } })
  }

  it('is replayed, then followed, and ends with how the run ended', async () => {
    const run = await newRun()
    await happen(run, 'agent.processing')
    const log = await watch(run)
    const replayed = await takeUntil(log, (_, all) => all.length === 3)
    expect(replayed.map(short)).toEqual([
      'RunStatusChanged pending',
      'TaskLogAdded pending',
      'EventAdded agent.processing',
    ])
    await happen(run, 'agent.tool.call')
    await takeUntil(log, (entry) => short(entry) === 'EventAdded agent.tool.call')
    await become(run, 'running')
    await takeUntil(log, (entry) => short(entry) === 'RunStatusChanged running')
    await become(run, 'completed')
    await happen(run, 'agent.complete')
    const rest = await takeUntil(log, ({ runLog }) => runLog.__typename === 'RunEnded')
    expect(rest.map(short)).toEqual(['RunStatusChanged completed', 'EventAdded agent.complete', 'RunEnded'])
    expect(await log.next()).toMatchObject({ done: true })
  })

  it('goes on from the cursor of any entry, with all that came meanwhile and nothing twice', async () => {
    const run = await newRun()
    for (const type of ['a', 'b', 'c']) await happen(run, type)
    const log = await watch(run)
    const had = await takeUntil(log, (_, all) => all.length === 5)
    await log.return?.(undefined)
    await happen(run, 'd')
    for (const [i, entry] of had.entries()) {
      const again = await watch(run, entry.runLog.cursor)
      const rest = await takeUntil(again, (one) => short(one) === 'EventAdded d')
      expect(rest.map(short)).toEqual([...had.slice(i + 1).map(short), 'EventAdded d'])
      await again.return?.(undefined)
    }
  })

  it('does not repeat its end to those who had it, and goes on if the run does', async () => {
    const run = await newRun()
    await become(run, 'failed')
    const log = await watch(run)
    const had = await takeUntil(log, ({ runLog }) => runLog.__typename === 'RunEnded')
    const end = had.at(-1)?.runLog.cursor
    const nothing = await watch(run, end)
    expect(await nothing.next()).toMatchObject({ done: true })
    await become(run, 'running')
    await happen(run, 'late')
    const more = await takeUntil(await watch(run, end), (entry) => short(entry) === 'EventAdded late')
    expect(more.map(short)).toEqual(['RunStatusChanged running', 'EventAdded late'])
  })

  /** A run that has ended, and the cursor of a client that left before the log's end. */
  async function leaveEndedRun() {
    const run = await newRun()
    await become(run, 'completed')
    const log = await watch(run)
    const [, last] = await takeUntil(log, (_, had) => had.length === 2)
    await log.return?.(undefined)
    return { run, cursor: last?.runLog.cursor }
  }

  it('ends at once for a client that reconnects two seconds after it knew of the run’s end', async () => {
    const { run, cursor } = await leaveEndedRun()
    // A gateway waits this long for rows of an ended run: who stays shorter would never see the end. A timer counts from the
    // begin of its turn, so that it may fire too early by the length of the turn.
    await pause(graceMs + 200)
    const from = performance.now()
    const rest = await takeUntil(await watch(run, cursor), () => true)
    expect(rest.map(short)).toEqual(['RunEnded'])
    expect(performance.now() - from).toBeLessThan(graceMs)
  })

  it('waits for late rows again where rows followed what a client knew of the run’s end', async () => {
    const { run, cursor } = await leaveEndedRun()
    await pause(graceMs)
    await happen(run, 'late')
    const from = performance.now()
    const again = await watch(run, cursor)
    const rest = await takeUntil(again, ({ runLog }) => runLog.__typename === 'RunEnded')
    expect(rest.map(short)).toEqual(['EventAdded late', 'RunEnded'])
    expect(performance.now() - from).toBeGreaterThan(graceMs - 100)
  })

  it('is read by others where a log has more entries than are kept at hand', async () => {
    const run = await newRun()
    const fill = (from: number) =>
      database.query(
        `insert into application_events (event_type, event_group, session_id, run_id)
         select 'n' || i, 'agent', $3, $1 from generate_series($2::int, $2::int + 999) i`,
        [run, from, sessions.research],
      )
    await fill(0)
    const log = await watch(run)
    const old = await takeUntil(log, (_, all) => all.length === 1002)
    await fill(1000)
    const fresh = await takeUntil(log, (_, all) => all.length === 1000)
    const types = [...old, ...fresh].flatMap(({ runLog }) => runLog.event?.eventType ?? [])
    expect(new Set(types).size).toBe(2000)
  })

  it('is paged backwards too, with the same entries and cursors', async () => {
    const run = await newRun()
    for (const type of ['a', 'b', 'c', 'd']) await happen(run, type)
    await become(run, 'completed')
    const log = await watch(run)
    const had = await takeUntil(log, ({ runLog }) => runLog.__typename === 'RunEnded')
    const names = had.map(short).sort()
    const page = `query ($run: ID!, $before: String) { run(id: $run) { log(last: 3, before: $before) {
      edges { cursor node { __typename
        ... on RunStatusChanged { statusText }
        ... on TaskLogAdded { log { statusText } }
        ... on EventAdded { event { eventType databaseId } } } }
      pageInfo { hasPreviousPage startCursor } } } }`
    type Page = {
      run: {
        log: {
          edges: { cursor: string; node: Entry }[]
          pageInfo: { hasPreviousPage: boolean; startCursor: string }
        }
      }
    }
    const token = await signTokenFor(people.demo)
    const all: { cursor: string; node: Entry }[] = []
    let before: string | undefined
    for (;;) {
      const { data } = await gateway.ask<Page>(page, { token, variables: { run, before } })
      all.unshift(...(data?.run.log.edges ?? []))
      if (!data?.run.log.pageInfo.hasPreviousPage) break
      before = data.run.log.pageInfo.startCursor
    }
    expect(all.map(({ node }) => short({ runLog: node })).sort()).toEqual(names)
    for (const [i, { cursor }] of all.slice(0, -1).entries()) {
      const rest = await takeUntil(await watch(run, cursor), ({ runLog }) => runLog.__typename === 'RunEnded')
      expect(rest.map(short)).toEqual(all.slice(i + 1).map(({ node }) => short({ runLog: node })))
    }
  })
})
