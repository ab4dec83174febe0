import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { adminViewer, createAsk, demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

type Run = { cost: string; creditTransactions: { totalCount: number; nodes: { amount: string }[] } }

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  test('the entries of a run add up to its cost', async () => {
    const { data, errors } = await createAsk(database)<{ viewer: { runs: { nodes: Run[] } } }>(
      demoViewer,
      '{ viewer { runs(first: 100) { nodes { cost creditTransactions(first: 100) { totalCount nodes { amount } } } } } }',
    )
    expect(errors).toBeUndefined()
    const found = data?.viewer.runs.nodes ?? []
    expect(found.some(({ creditTransactions }) => creditTransactions.totalCount > 1)).toBe(true)
    for (const { cost, creditTransactions } of found) {
      const taken = creditTransactions.nodes.reduce((sum, { amount }) => sum - Number(amount), 0)
      expect(taken).toBeCloseTo(Number(cost), 6)
    }
  })

  test('the logs of a few runs are read at once, and of many not', async () => {
    await database.query(
      `insert into run_tasks (session_id, task_type, status) select $1, 'agent_run', 'completed' from generate_series(1, 21)`,
      [sessions.mariaPrivate],
    )
    const ask = (first: number) =>
      createAsk(database)(
        adminViewer,
        `{ runs(first: ${first}, filter: { session: "${sessions.mariaPrivate}" }) { nodes { log(last: 1) { edges { cursor } } } } }`,
      )
    expect((await ask(20)).errors).toBeUndefined()
    const { errors } = await ask(21)
    expect(errors).toHaveLength(21)
    for (const { message, extensions } of errors ?? []) {
      expect(extensions.code).toBe('BAD_USER_INPUT')
      expect(message).toContain('at most 20 runs')
    }
  })
})
