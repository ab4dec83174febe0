import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { runs, sessions } from '../../../src/demo/identities.ts'
import { createAsk, demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

const query = `query ($run: ID!, $after: String) { run(id: $run) {
  logs(first: 1, after: $after) { nodes { statusText } pageInfo { endCursor hasNextPage } }
  transcripts { modelId }
} }`

type Answer = {
  run: {
    logs: { nodes: { statusText: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
    transcripts: { modelId: string }[]
  }
}

// A restored copy, or `ALTER SEQUENCE … RESTART`, gives later rows lower numbers.
describe.each(testDatabases)('rows of a sequence that was set back, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    await database.query('delete from task_logs where task_id = $1', [runs.fork])
    await database.query(
      `insert into task_logs (id, task_id, status, created_at) values
        (1001, $1, 'running', now() - interval '3 min'), (1002, $1, 'paused', now() - interval '2 min'),
        (901, $1, 'completed', now() - interval '1 min')`,
      [runs.fork],
    )
    await database.query(
      `insert into agent_run_messages (id, session_id, run_id, model_id, status, run_input, messages, created_at) values
        (1001, $1, $2, 'first', 'completed', '{}', '{}', now() - interval '3 min'),
        (901, $1, $2, 'second', 'completed', '{}', '{}', now() - interval '1 min')`,
      [sessions.fork, runs.fork],
    )
  })
  afterAll(() => database.close())

  async function read(after: string | null): Promise<Answer['run'] | undefined> {
    const { data, errors } = await createAsk(database)<Answer>(demoViewer, query, { run: runs.fork, after })
    expect(errors).toBeUndefined()
    return data?.run
  }

  it('are listed in the order of time, over pages', async () => {
    const statuses: string[] = []
    let after: string | null = null
    for (;;) {
      const run: Answer['run'] | undefined = await read(after)
      expect(run?.transcripts).toEqual([{ modelId: 'first' }, { modelId: 'second' }])
      statuses.push(...(run?.logs.nodes ?? []).map(({ statusText }) => statusText))
      if (!run?.logs.pageInfo.hasNextPage) break
      after = run.logs.pageInfo.endCursor
    }
    expect(statuses).toEqual(['running', 'paused', 'completed'])
  })
})
