import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { runs, sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

const absentTables = new Set(['chat_runs', 'agent_run_tasks', 'agent_event_logs', 'session_summaries'])

const query = `query ($analysis: ID!, $website: ID!, $slides: ID!) {
  chat: session(id: $analysis) {
    chatRuns { totalCount nodes { databaseId status finishReason userMessage { preview } answer { preview } } }
  }
  agent: session(id: $website) {
    agentRunTasks { totalCount nodes { databaseId status run { databaseId } } }
    eventLogs { totalCount nodes { id } }
  }
  slides: session(id: $slides) { summary { id } }
}`

type Answer = {
  chat: { chatRuns: { totalCount: number; nodes: object[] } } | null
  agent: { agentRunTasks: { totalCount: number; nodes: object[] }; eventLogs: object } | null
  slides: { summary: object | null } | null
}

describe.each(testDatabases)('a database without the older tables, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    for (const table of absentTables) await database.query(`drop table ${table}`)
  })
  afterAll(() => database.close())

  const ask = (viewer: typeof demoViewer) =>
    createAsk(database, { features: { absentTables, nullableColumns: new Set() } })<Answer>(viewer, query, {
      analysis: sessions.analysis,
      website: sessions.website,
      slides: sessions.slides,
    })

  it('tells turns of a chat from its messages', async () => {
    const { data, errors } = await ask(demoViewer)
    expect(errors).toBeUndefined()
    expect(data?.chat?.chatRuns).toEqual({
      totalCount: 2,
      nodes: [
        {
          databaseId: uuid('message analysis follow-up'),
          status: 'ABORTED',
          finishReason: 'CANCELED',
          userMessage: { preview: 'And without the grinder?' },
          answer: { preview: 'Without the grinder, August is' },
        },
        {
          databaseId: uuid('message analysis question'),
          status: 'COMPLETED',
          finishReason: 'END_TURN',
          userMessage: { preview: 'What went wrong in August? The table is attached.' },
          answer: { preview: 'August fell because of **refunds**: 212 orders of one faulty grinder.' },
        },
      ],
    })
  })

  it('tells runs of the agent from the tasks, and nothing of the tables that nothing replaced', async () => {
    const { data } = await ask(demoViewer)
    expect(data?.agent?.agentRunTasks.totalCount).toBe(3)
    expect(data?.agent?.agentRunTasks.nodes[0]).toEqual({
      databaseId: runs.websiteFinished,
      status: 'COMPLETED',
      run: { databaseId: runs.websiteFinished },
    })
    expect(data?.agent?.eventLogs).toEqual({ totalCount: 0, nodes: [] })
    expect(data?.slides?.summary).toBeNull()
  })

  it('shows none of it to strangers', async () => {
    const { data } = await ask(strangerViewer)
    expect(data).toEqual({ chat: null, agent: null, slides: null })
  })
})
