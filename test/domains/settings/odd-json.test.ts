import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { createAsk } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

const shapes = ['"a text"', '[1, "x", null]', 'null', '17', '{}', '{"mcpServers": [], "pricing": 1}']

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  test('settings and connections whose JSON has any shape are read without an error', async () => {
    const id = people.nora.id
    for (const [index, json] of shapes.entries()) {
      const inserts = [
        `insert into mcp_settings (user_id, mcp_config, metadata) values ($1, $2::text::jsonb, $2::text::jsonb)`,
        `insert into model_settings (user_id, model_id, provider, pricing) values ($1, 'm${index}', 'NewAI', $2::text::jsonb)`,
        `insert into skills (user_id, name, description, source, skill_md_content, sandbox_path, storage_uri, allowed_tools)
         values ($1, 's${index}', '', 'market', '', '', '', $2::text::jsonb)`,
        `insert into connectors (user_id, connector_type, access_token, metadata) values ($1, 'new${index}', 'CANARY', $2::text::jsonb)`,
        `insert into composio_profiles (user_id, profile_name, toolkit_slug, toolkit_name, auth_config_id, connected_account_id,
         mcp_server_id, composio_user_id, encrypted_mcp_url, enabled_tools) values ($1, 'p${index}', '', '', '', '', '', '', '', $2::text::jsonb)`,
        `insert into apple_credentials (user_id, apple_id, available_teams) values ($1, 'a${index}', $2::text::jsonb)`,
      ]
      for (const insert of inserts) await database.query(insert, [id, json])
    }
    const servers = {
      command: { env: 1 },
      remote: { url: 'https://user:CANARY@host.example:99/CANARY?CANARY' },
      bad: { url: 'no url' },
      odd: 5,
    }
    await database.query(
      `insert into mcp_settings (user_id, mcp_config, metadata) values ($1, $2::text::jsonb, '{"tool_type": "newest"}')`,
      [id, JSON.stringify({ mcpServers: servers })],
    )
    const { data, errors } = await createAsk(database)(
      { ...people.nora, isAdmin: false },
      `{ viewer {
        mcpSettings { toolType toolkitName hasCredentials servers { name isRemote host } }
        modelSettings { totalCount nodes { provider providerText pricing { input isFallback } } }
        skills { source sourceText allowedTools }
        connectors { type account { email scopes } isConnected }
        composioProfiles { nodes { enabledTools } }
        appleCredentials { availableTeams { name } }
      } }`,
    )
    expect(errors).toBeUndefined()
    const viewer = (data as { viewer: Record<string, { servers: unknown[]; allowedTools: string[] }[]> })
      .viewer
    expect(viewer.mcpSettings).toHaveLength(shapes.length + 1)
    expect(viewer.mcpSettings?.filter(({ servers }) => servers.length > 0)).toEqual([
      {
        toolType: 'UNKNOWN',
        toolkitName: null,
        hasCredentials: false,
        servers: [
          { name: 'bad', isRemote: true, host: null },
          { name: 'command', isRemote: false, host: null },
          { name: 'odd', isRemote: false, host: null },
          { name: 'remote', isRemote: true, host: 'host.example:99' },
        ],
      },
    ])
    expect(viewer.skills?.map(({ allowedTools }) => allowedTools)).toEqual([[], ['x'], [], [], [], []])
    expect(JSON.stringify(data)).not.toContain('CANARY')
  })
})
