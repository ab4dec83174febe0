import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDatabase } from '../../../src/data/check.ts'
import type { Database } from '../../../src/data/database.ts'
import { migrate } from '../../../src/data/migrations.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { createAsk, demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'
import { viewers, writerOf } from '../../support/writes.ts'

const query = `query ($analysis: ID!, $website: ID!, $slides: ID!) {
  chat: session(id: $analysis) { chatRuns(first: 5) { totalCount edges { node { databaseId status } } } }
  agent: session(id: $website) {
    agentRunTasks(first: 5) { totalCount edges { node { databaseId run { databaseId } } } }
    eventLogs(first: 5) { totalCount edges { node { id } } }
  }
  slides: session(id: $slides) { summary { id } }
  viewer { sessions(first: 5) { edges { node { name chatRuns { totalCount } summary { id } } } } }
}`

type Answer = {
  chat: { chatRuns: { totalCount: number } }
  agent: { agentRunTasks: { totalCount: number }; eventLogs: { totalCount: number } }
  slides: { summary: { id: string } | null }
}

/** What is served without one table, where that differs from what is served with it. */
const absent = {
  chat_runs: ({ chat }: Answer) => expect(chat.chatRuns.totalCount).toBe(2),
  agent_run_tasks: ({ agent }: Answer) => expect(agent.agentRunTasks.totalCount).toBe(3),
  agent_event_logs: ({ agent }: Answer) => expect(agent.eventLogs.totalCount).toBe(0),
  session_summaries: ({ slides }: Answer) => expect(slides.summary).toBeNull(),
} as const

describe.each(testDatabases)('a database without one optional table, on $kind', ({ open }) => {
  describe.each(Object.keys(absent) as (keyof typeof absent)[])('%s', (table) => {
    let database: Database
    beforeAll(async () => {
      database = await open('seeded')
      await database.query(`drop table ${table}`)
    })
    afterAll(() => database.close())

    it('is served, and the table is not made', async () => {
      const { ok, features } = await checkDatabase(database)
      expect({ ok, absent: [...features.absentTables] }).toEqual({ ok: true, absent: [table] })
      expect(await migrate(database)).toEqual({ baselined: false, applied: [] })
      const ask = createAsk(database, { features })<Answer>
      const { data, errors } = await ask(demoViewer, query, {
        analysis: sessions.analysis,
        website: sessions.website,
        slides: sessions.slides,
      })
      expect(errors).toBeUndefined()
      if (!data) throw new Error('There is no data.')
      absent[table](data)
      expect((await checkDatabase(database)).features.absentTables).toEqual(new Set([table]))
    })
  })

  it("the gateway's own is served, without idempotency keys", async () => {
    const database = await open('seeded')
    await database.query('drop table gateway_idempotency_keys')
    const { ok, features } = await checkDatabase(database)
    expect({ ok, absent: [...features.absentTables] }).toEqual({
      ok: true,
      absent: ['gateway_idempotency_keys'],
    })
    const { write } = writerOf(database, viewers.demo, { features })
    const created = await write('createSession', { kind: 'CHAT', name: 'Without keys' })
    expect(created.__typename).toBe('CreateSessionSuccess')
    await database.close()
  })
})
