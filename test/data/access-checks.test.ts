import { describe, expect, it } from 'vitest'
import { explain, keepStatements } from '../../bench/views/explained.ts'
import { demoUser } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { postgresOnly } from '../support/database.ts'
import { startGateway } from '../support/gateway.ts'

const sessions = 5_000
/** The rows of one session, by their indexes; all sessions of the viewer are more than 90 blocks. */
const maxBlocks = 40

describe.each(postgresOnly())('the check that a viewer sees a session, on $kind', ({ open }) => {
  it('reads that session alone, though the plan is for any viewer', async () => {
    const { database, sent } = keepStatements(await open('seeded'))
    await database.query(
      `insert into sessions (id, user_id, name, agent_type, created_at)
       select gen_random_uuid(), $1, 'One of many', 'general', now() from generate_series(1, ${sessions})`,
      [demoUser.id],
    )
    await database.query('analyze sessions')
    const [session] = await database.query<{ id: string }>(
      'select session_id as id from run_tasks r join sessions s on s.id = r.session_id where s.user_id = $1 limit 1',
      [demoUser.id],
    )
    const gateway = await startGateway(database)
    sent.length = 0
    const { errors } = await gateway.ask(
      'query ($id: ID!) { session(id: $id) { name runs(first: 1) { totalCount nodes { id } } messages(first: 1) { nodes { id } } } }',
      { token: await signTokenFor(demoUser), variables: { id: session?.id } },
    )
    expect(errors).toBeUndefined()
    const read: Record<string, number> = {}
    await database.session(async (connection) => {
      await connection.script('set plan_cache_mode = force_generic_plan')
      for (const statement of sent) {
        const taken = await explain(connection, statement)
        if (taken) read[statement.text] = taken.blocks
      }
    })
    expect(Object.keys(read).length).toBeGreaterThan(3)
    expect(Object.entries(read).filter(([, blocks]) => blocks > maxBlocks)).toEqual([])
    await gateway.close()
  })
})
