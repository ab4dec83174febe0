import { describe, expect, it } from 'vitest'
import { people } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters } from '../../support/writes.ts'

const github = uuid(`connector github ${people.demo.id}`)
const mail = uuid(`composio studio-mail ${people.demo.id}`)
const slack = uuid(`composio studio-slack ${people.demo.id}`)
const disconnected = uuid(`composio old-supabase ${people.demo.id}`)
const ofMaria = uuid(`composio mail ${people.maria.id}`)
const aProfile = 'profile { databaseId profileName statusText isDefault enabledTools }'

describe.each(testDatabases)('writes of integrations, on $kind', ({ open }) => {
  const { database, demo, maria, admin } = setUpWriters(open)

  const profile = async (id: string) => {
    const [row] = await database.query<Record<string, unknown>>(
      'select * from composio_profiles where id = $1',
      [id],
    )
    return row
  }

  it('forgets a connection and its tokens, once, and the owner’s alone', async () => {
    const stored = () => database.query('select id from connectors where id = $1', [github])
    for (const writer of [maria, admin]) {
      expect((await writer.write('disconnectConnector', { id: github })).__typename).toBe('NotFoundError')
    }
    expect(await stored()).toHaveLength(1)
    const done = await demo.write('disconnectConnector', { id: github }, 'deletedId')
    expect(done.deletedId).toBe(encodeNodeId('Connector', github))
    expect(await stored()).toHaveLength(0)
    expect((await demo.write('disconnectConnector', { id: github })).__typename).toBe('NotFoundError')
  })

  it('renames a profile, unless another of the user has the name', async () => {
    const taken = await demo.write('renameComposioProfile', { id: slack, name: 'studio-mail' })
    expect(taken).toMatchObject({
      __typename: 'ConflictError',
      conflicting: { __typename: 'ComposioProfile', id: encodeNodeId('ComposioProfile', mail) },
    })
    // The name of another user's profile is free, and nothing tells that it exists.
    const done = await demo.write('renameComposioProfile', { id: slack, name: 'mail' }, aProfile)
    expect(done.profile).toMatchObject({ databaseId: slack, profileName: 'mail' })
    const long = await demo.write('renameComposioProfile', { id: slack, name: 'x'.repeat(101) })
    expect(long.__typename).toBe('ValidationError')
  })

  it('has one default a service', async () => {
    const second = uuid('composio second mail')
    await database.query(
      `insert into composio_profiles select ($2::jsonb ->> 'id')::uuid, user_id, 'second', toolkit_slug, toolkit_name,
auth_config_id, connected_account_id, mcp_server_id, composio_user_id, encrypted_mcp_url, redirect_url, status, false,
enabled_tools from composio_profiles where id = $1`,
      [mail, JSON.stringify({ id: second })],
    )
    await demo.write('setDefaultComposioProfile', { id: slack })
    const done = await demo.write('setDefaultComposioProfile', { id: second }, aProfile)
    expect(done.profile).toMatchObject({ databaseId: second, isDefault: true })
    expect(await profile(mail)).toMatchObject({ is_default: false })
    expect(await profile(slack)).toMatchObject({ is_default: true })
    await Promise.all([mail, second, mail].map((id) => demo.write('setDefaultComposioProfile', { id })))
    const defaults = await database.query(
      `select 1 from composio_profiles where user_id = $1 and toolkit_slug = 'gmail' and is_default`,
      [people.demo.id],
    )
    expect(defaults).toHaveLength(1)
  })

  it('enables and disables what is connected', async () => {
    const on = await demo.write('setComposioProfileEnabled', { id: slack, enabled: true }, aProfile)
    expect(on.profile).toMatchObject({ statusText: 'enable' })
    const off = await demo.write('setComposioProfileEnabled', { id: slack, enabled: false }, aProfile)
    expect(off.profile).toMatchObject({ statusText: 'disable' })
    const refused = await demo.write('setComposioProfileEnabled', { id: disconnected, enabled: true })
    expect(refused.__typename).toBe('NotAllowedError')
    const pending = await maria.write('setComposioProfileEnabled', { id: ofMaria, enabled: true })
    expect(pending.__typename).toBe('NotAllowedError')
  })

  it('sets the enabled tools, each once', async () => {
    const tools = ['GMAIL_SEND_EMAIL', 'GMAIL_LIST', 'GMAIL_SEND_EMAIL']
    const done = await demo.write('setComposioProfileTools', { id: mail, tools }, aProfile)
    expect(done.profile).toMatchObject({ enabledTools: ['GMAIL_SEND_EMAIL', 'GMAIL_LIST'] })
    await demo.write('setComposioProfileTools', { id: mail, tools: [] })
    expect(await profile(mail)).toMatchObject({ enabled_tools: [] })
    const wrong = ['no name', 'OK', 'x'.repeat(201)]
    expect(await demo.write('setComposioProfileTools', { id: mail, tools: wrong })).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: 'tools.0' }, { path: 'tools.2' }],
    })
    const many = Array.from({ length: 10_000 }, (_, i) => `TOOL_${i}`)
    const outcome = await demo.write('setComposioProfileTools', { id: mail, tools: many })
    expect(outcome.__typename).toBe('ValidationError')
  })

  it('keeps secrets as they were, and is for the owner alone', async () => {
    const before = await profile(ofMaria)
    for (const writer of [demo, admin]) {
      const outcomes = [
        await writer.write('renameComposioProfile', { id: ofMaria, name: 'mine' }),
        await writer.write('setDefaultComposioProfile', { id: ofMaria }),
        await writer.write('setComposioProfileEnabled', { id: ofMaria, enabled: true }),
        await writer.write('setComposioProfileTools', { id: ofMaria, tools: [] }),
      ]
      for (const { __typename } of outcomes) expect(__typename).toBe('NotFoundError')
    }
    expect(await profile(ofMaria)).toEqual(before)
  })
})
