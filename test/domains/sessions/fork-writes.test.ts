import { describe, expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { models } from '../../../src/demo/settings.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { testDatabases } from '../../support/database.ts'
import { type Outcome, setUpWriters, viewers } from '../../support/writes.ts'

describe.each(testDatabases)('a fork, on $kind', ({ kind, open }) => {
  const { database, demo } = setUpWriters(open)

  const session = async (id: string) => {
    const [row] = await database.query<{ session_metadata: object | null }>(
      'select * from sessions where id = $1',
      [id],
    )
    return row
  }
  const attachmentIds = [uuid('asset report')]

  it('is a private session of the same owner that knows where it comes from', async () => {
    const parentId = sessions.research
    const input = { parentId, attachmentIds, instruction: 'In blue', idempotencyKey: 'fork' }
    const [one, two] = await Promise.all(
      [1, 2].map(() => demo.write('forkSession', input, 'session { databaseId }')),
    )
    expect(one?.session).toEqual(two?.session)
    const { databaseId } = (one as Outcome).session as { databaseId: string }
    expect(await session(databaseId)).toMatchObject({
      user_id: viewers.demo.id,
      parent_session_id: parentId,
      agent_type: 'research_to_website',
      api_version: 'v1',
      is_public: false,
      model_setting_id: models.sonnet,
      name: 'Continue from: Battery recycling in the EU: who does what',
      session_metadata: {
        fork_info: {
          fork_type: 'research_to_website',
          parent_session_id: parentId,
          parent_agent_type: 'deep_research',
          context: { attachments: attachmentIds, additional_instruction: 'In blue' },
        },
      },
    })
    const boxes = (id: string) =>
      database.query(
        `select provider, provider_sandbox_id, status, provider_data from agent_sandboxes where session_id = $1`,
        [id],
      )
    expect(await boxes(databaseId)).toEqual(await boxes(parentId))
  })

  it('works from paths on the parent’s machine, as the agent named them', async () => {
    const attachmentPaths = ['/workspace/report.md', '/workspace/report.md', '/workspace/Zähler 2.csv']
    const fork = async (more: object) => {
      const input = { parentId: sessions.research, attachmentPaths, ...more }
      return demo.write(
        'forkSession',
        input,
        'session { databaseId forkInfo { attachmentIds attachmentPaths } }',
      )
    }
    const paths = ['/workspace/report.md', '/workspace/Zähler 2.csv']
    expect((await fork({})).session).toMatchObject({
      forkInfo: { attachmentIds: [], attachmentPaths: paths },
    })
    expect((await fork({ attachmentIds })).session).toMatchObject({
      forkInfo: { attachmentIds, attachmentPaths: paths },
    })
    for (const attachmentPaths of [[], null, [''], ['a\nb'], Array.from({ length: 51 }, (_, n) => `/${n}`)]) {
      expect((await fork({ attachmentPaths })).__typename).toBe('ValidationError')
    }
  })

  it('may have a machine and a model of its own', async () => {
    const input = { parentId: sessions.research, attachmentIds, sandbox: 'NEW', modelSettingId: models.own }
    const outcome = await demo.write('forkSession', input, 'session { databaseId }')
    const { databaseId } = outcome.session as { databaseId: string }
    expect(await session(databaseId)).toMatchObject({ model_setting_id: models.own })
    const boxes = await database.query('select 1 from agent_sandboxes where session_id = $1', [databaseId])
    expect(boxes).toHaveLength(0)
  })

  it('needs a parent that did research, and only what is one’s own', async () => {
    const fork = (more: object) =>
      demo.write('forkSession', { parentId: sessions.research, attachmentIds, ...more })
    expect((await fork({ parentId: sessions.slides })).__typename).toBe('NotAllowedError')
    expect((await fork({ attachmentIds: [] })).__typename).toBe('ValidationError')
    const foreign = [
      { parentId: sessions.mariaPublic },
      { parentId: sessions.deleted },
      { attachmentIds: [...attachmentIds, uuid('asset maria public')] },
      { modelSettingId: models.maria },
    ]
    for (const more of foreign) expect((await fork(more)).__typename).toBe('NotFoundError')
  })

  // The embedded database has one connection: nothing can happen meanwhile.
  it.runIf(kind === 'postgres')(
    'goes without the model of its parent if that is deleted meanwhile',
    async () => {
      const parentId = sessions.research
      const one = { modelId: 'short-lived', provider: 'CUSTOM' }
      const { modelSetting } = await demo.write('createModelSetting', one, 'modelSetting { databaseId }')
      const model = (modelSetting as { databaseId: string }).databaseId
      const choose = 'update sessions set model_setting_id = $2 where id = $1'
      await database.query(choose, [parentId, model])
      let forking: Promise<Outcome> | undefined
      await database.transaction(async (tx) => {
        await tx.query(choose, [parentId, null])
        await tx.query('delete from model_settings where id = $1', [model])
        forking = demo.write('forkSession', { parentId, attachmentIds }, 'session { modelSetting { id } }')
        const waiting = () =>
          database.query(
            `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          )
        await expect.poll(async () => (await waiting()).length).toBe(1)
      })
      expect(await forking).toMatchObject({
        __typename: 'ForkSessionSuccess',
        session: { modelSetting: null },
      })
    },
  )
})
