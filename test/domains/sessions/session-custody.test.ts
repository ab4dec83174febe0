import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people, sessions } from '../../../src/demo/identities.ts'
import { adminViewer, asking, demoViewer, strangerViewer } from '../../support/asking.ts'
import { testDatabases } from '../../support/database.ts'
import { newerColumns } from '../../support/newer-columns.ts'

describe.each(testDatabases)('columns of newer platform versions, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof asking>
  beforeAll(async () => {
    database = await open('seeded')
    ask = asking(database)
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
    const name = column.split(' ')[0]
    await database.script(`alter table agent_sandboxes add ${column}`)
    try {
      await database.query(`update agent_sandboxes set ${name} = ${value === null ? 'null' : `'${value}'`}`)
      const { data } = await ask<{ session: { sandboxes: { nodes: object[] } } }>(demoViewer, pools)
      expect(data?.session.sandboxes.nodes[0]).toEqual({ pool: { ...none, ...shown } })
    } finally {
      await database.script(`alter table agent_sandboxes drop ${name}`)
    }
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
