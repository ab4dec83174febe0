import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people, sessions } from '../../../src/demo/identities.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'
import { newerColumns } from '../../support/newer-columns.ts'

describe.each(testDatabases)('columns of newer platform versions, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>
  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  const custody = `{ session(id: "${sessions.website}") {
    custody { custody deleteAfter purgeAfter purgeStartedAt purgeAttempts isHeldForInquiry } } }`
  const pools = `{ session(id: "${sessions.website}") { sandboxes { nodes {
    pool { state slot claimedAt retireAt timeoutAt isMcpConfigured } } } } }`

  it('are null where the database does not have them', async () => {
    expect(await ask(demoViewer, custody)).toMatchObject({ data: { session: { custody: null } } })
    const { data } = await ask<{ session: { sandboxes: { nodes: object[] } } }>(demoViewer, pools)
    expect(data?.session.sandboxes.nodes.length).toBeGreaterThan(0)
    for (const node of data?.session.sandboxes.nodes ?? []) expect(node).toEqual({ pool: null })
  })

  /** Calls `run` in a database that has this column besides those of the demo, with a value in all rows. */
  async function withColumn(table: string, column: string, value: string | null, run: () => Promise<void>) {
    const [name] = column.split(' ')
    await database.script(`alter table ${table} add ${column}`)
    try {
      await database.query(`update ${table} set ${name} = ${value === null ? 'null' : `'${value}'`}`)
      await run()
    } finally {
      await database.script(`alter table ${table} drop ${name}`)
    }
  }

  it.each([
    ['pool_state varchar(20)', 'claimed', { state: 'claimed' }],
    ['pool_slot int', '3', { slot: 3 }],
    [
      'claimed_at timestamptz',
      '2026-05-02T03:04:05.123456+02:00',
      { claimedAt: '2026-05-02T01:04:05.123456Z' },
    ],
    ['retire_at timestamptz', '2026-05-02T03:04:05.1234Z', { retireAt: '2026-05-02T03:04:05.123400Z' }],
    ['timeout_at timestamptz', '2026-05-02T03:04:05.999999Z', { timeoutAt: '2026-05-02T03:04:05.999999Z' }],
    ['mcp_configured bool', 'false', { isMcpConfigured: false }],
    ['mcp_configured bool', null, {}],
  ])('serve %s of a sandbox alone, as %s', async (column, value, shown) => {
    const none = {
      state: null,
      slot: null,
      claimedAt: null,
      retireAt: null,
      timeoutAt: null,
      isMcpConfigured: null,
    }
    await withColumn('agent_sandboxes', column, value, async () => {
      const { data } = await ask<{ session: { sandboxes: { nodes: object[] } } }>(demoViewer, pools)
      expect(data?.session.sandboxes.nodes[0]).toEqual({ pool: { ...none, ...shown } })
    })
  })

  it.each([
    ['custody varchar(32)', 'ephemeral', { custody: 'ephemeral' }],
    ['custody varchar(32)', null, {}],
    [
      'delete_after timestamptz',
      '2027-01-02T03:04:05.678901Z',
      { deleteAfter: '2027-01-02T03:04:05.678901Z' },
    ],
    ['purge_after timestamptz', '2027-01-02T03:04:05+01:00', { purgeAfter: '2027-01-02T02:04:05.000Z' }],
    ['purge_after timestamptz', null, {}],
    ['purge_started_at timestamptz', '2027-01-02T03:04:05Z', { purgeStartedAt: '2027-01-02T03:04:05.000Z' }],
    ['purge_attempts int', '7', { purgeAttempts: 7 }],
    ['sar_priority bool', 'true', { isHeldForInquiry: true }],
    ['sar_priority bool', null, {}],
  ])('serve %s of a session alone, as %s', async (column, value, shown) => {
    const none = {
      custody: null,
      deleteAfter: null,
      purgeAfter: null,
      purgeStartedAt: null,
      purgeAttempts: null,
      isHeldForInquiry: null,
    }
    await withColumn('sessions', column, value, async () => {
      for (const viewer of [demoViewer, adminViewer])
        expect((await ask(viewer, custody)).data).toEqual({ session: { custody: { ...none, ...shown } } })
    })
  })

  it.each([
    ['is_purging bool', 'true', { isPurging: true, purgingSince: null }],
    ['is_purging bool', null, { isPurging: null, purgingSince: null }],
    [
      'is_purging_set_at timestamptz',
      '2027-01-02T03:04:05.6789Z',
      { isPurging: null, purgingSince: '2027-01-02T03:04:05.678900Z' },
    ],
    ['is_purging_set_at timestamptz', null, { isPurging: null, purgingSince: null }],
  ])('serve %s of a user alone, as %s', async (column, value, shown) => {
    const user = `{ node(id: "${Buffer.from(`User:${people.demo.id}`).toString('base64url')}") { ... on User { isPurging purgingSince } } }`
    await withColumn('users', column, value, async () => {
      expect((await ask(adminViewer, user)).data).toEqual({ node: shown })
    })
  })

  it.each([
    ['purge_started_at timestamptz', '2027-01-02T03:04:05Z', 'NotFoundError'],
    ['purge_started_at timestamptz', null, 'RestoreSessionSuccess'],
    ['sar_priority bool', 'true', 'NotFoundError'],
    ['sar_priority bool', null, 'RestoreSessionSuccess'],
    ['purge_after timestamptz', '2027-01-02T03:04:05Z', 'RestoreSessionSuccess'],
    ['custody varchar(32)', 'legal_hold', 'RestoreSessionSuccess'],
  ])('let a session with %s alone, as %s, be restored or not', async (column, value, type) => {
    const restore = `mutation { restoreSession(input: { id: "${sessions.deleted}" }) { __typename } }`
    await database.query('update sessions set is_deleted = true where id = $1', [sessions.deleted])
    await withColumn('sessions', column, value, async () => {
      expect((await ask(demoViewer, restore)).data).toEqual({ restoreSession: { __typename: type } })
      if (column.startsWith('purge_after'))
        expect(
          await database.query('select purge_after from sessions where id = $1', [sessions.deleted]),
        ).toEqual([{ purge_after: null }])
    })
  })

  describe('where the database has them', () => {
    beforeAll(() => database.script(newerColumns))

    it.each([
      ['the owner', demoViewer],
      ['an admin', adminViewer],
    ])('are served to %s', async (_who, viewer) => {
      expect(await ask(viewer, custody)).toMatchObject({
        errors: undefined,
        data: {
          session: {
            custody: {
              custody: 'legal_hold',
              deleteAfter: '2027-01-02T03:04:05.000Z',
              purgeAfter: null,
              purgeStartedAt: null,
              purgeAttempts: 2,
              isHeldForInquiry: true,
            },
          },
        },
      })
    })

    it('are not served to others who see the session', async () => {
      expect(strangerViewer.id).not.toBe(people.demo.id)
      for (const viewer of [strangerViewer, null])
        expect((await ask(viewer, custody)).data).toEqual({ session: { custody: null } })
    })

    it('tell the place of a sandbox in the pool', async () => {
      const { data, errors } = await ask<{ session: { sandboxes: { nodes: object[] } } }>(demoViewer, pools)
      expect(errors).toBeUndefined()
      expect(data?.session.sandboxes.nodes[0]).toEqual({
        pool: {
          state: 'claimed',
          slot: 3,
          claimedAt: '2026-05-02T03:04:05.000Z',
          retireAt: null,
          timeoutAt: null,
          isMcpConfigured: true,
        },
      })
    })
  })
})
