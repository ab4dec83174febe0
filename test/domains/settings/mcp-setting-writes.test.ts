import { describe, expect, it } from 'vitest'
import { uuid } from '../../../src/demo/uuid.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters, viewers } from '../../support/writes.ts'

const notion = uuid('mcp notion')
const aSetting = 'mcpSetting { databaseId isActive servers { name isRemote host } }'
const config = (secret = 'hunter2') => ({
  mcpServers: {
    files: { command: 'npx', args: ['-y', 'files'], env: { TOKEN: secret } },
    web: { url: 'https://mcp.example/sse', headers: { Authorization: `Bearer ${secret}` } },
  },
})

describe.each(testDatabases)('writes of MCP settings, on $kind', ({ open }) => {
  const { database, demo, maria, admin } = setUpWriters(open)

  const active = () =>
    database.query<{ id: string }>('select id from mcp_settings where user_id = $1 and is_active', [
      viewers.demo.id,
    ])
  const created = async () => {
    const outcome = await demo.write('createMcpSetting', { config: config() }, aSetting)
    return (outcome.mcpSetting as { databaseId: string }).databaseId
  }

  it('creates the active one, shows no secret of it, and logs none', async () => {
    const outcome = await demo.write('createMcpSetting', { config: config() }, aSetting)
    expect(outcome.mcpSetting).toMatchObject({
      isActive: true,
      servers: [
        { name: 'files', isRemote: false },
        { name: 'web', isRemote: true, host: 'mcp.example' },
      ],
    })
    const { databaseId } = outcome.mcpSetting as { databaseId: string }
    expect(await active()).toEqual([{ id: databaseId }])
    const [row] = await database.query('select mcp_config, metadata from mcp_settings where id = $1', [
      databaseId,
    ])
    expect(row).toEqual({ mcp_config: config(), metadata: null })
    expect(JSON.stringify([outcome, demo.lines])).not.toContain('hunter2')
    const others = await database.query('select is_active from mcp_settings where user_id = $1', [
      viewers.maria.id,
    ])
    expect(others).toEqual([{ is_active: true }])
  })

  it('leaves one active setting when several are made and switched at once', async () => {
    const id = await created()
    await Promise.all([
      created(),
      demo.write('setMcpSettingActive', { id, active: true }),
      created(),
      demo.write('setMcpSettingActive', { id: notion, active: true }),
    ])
    expect(await active()).toHaveLength(1)
  })

  it('switches on and off', async () => {
    const on = await demo.write('setMcpSettingActive', { id: notion, active: true }, aSetting)
    expect(on.mcpSetting).toMatchObject({ databaseId: notion, isActive: true })
    expect(await active()).toEqual([{ id: notion }])
    await demo.write('setMcpSettingActive', { id: notion, active: false })
    expect(await active()).toEqual([])
  })

  it('replaces the servers and keeps the rest', async () => {
    const id = await created()
    const input = { id: encodeNodeId('McpSetting', id), config: { mcpServers: {} } }
    const outcome = await demo.write('updateMcpSetting', input, aSetting)
    expect(outcome.mcpSetting).toMatchObject({ databaseId: id, isActive: true, servers: [] })
  })

  it('deletes one, once', async () => {
    const id = await created()
    const outcome = await demo.write('deleteMcpSetting', { id }, 'deletedId')
    expect(outcome.deletedId).toBe(encodeNodeId('McpSetting', id))
    expect((await demo.write('deleteMcpSetting', { id })).__typename).toBe('NotFoundError')
  })

  it('refuses an invalid configuration', async () => {
    const before = await active()
    const wrong = [
      null,
      'npx',
      [],
      {},
      { mcpServers: [] },
      { mcpServers: { a: {} } },
      { mcpServers: { a: { url: 'ftp://x.example' } } },
      { mcpServers: { a: { command: 'x', env: { A: 1 } } } },
      { mcpServers: { a: { command: 'nul \u0000' } } },
      { mcpServers: { a: { command: 'x'.repeat(100_001) } } },
      { mcpServers: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`s${i}`, { command: 'x' }])) },
    ]
    for (const config of wrong.slice(1)) {
      const outcome = await demo.write('createMcpSetting', { config })
      expect([config, outcome.__typename]).toEqual([config, 'ValidationError'])
    }
    expect(await active()).toEqual(before)
  })

  it('is for the owner alone', async () => {
    const before = await database.query('select * from mcp_settings order by id')
    for (const writer of [maria, admin]) {
      const outcomes = [
        await writer.write('updateMcpSetting', { id: notion, config: config() }),
        await writer.write('setMcpSettingActive', { id: notion, active: true }),
        await writer.write('deleteMcpSetting', { id: notion }),
      ]
      for (const { __typename } of outcomes) expect(__typename).toBe('NotFoundError')
    }
    expect(await database.query('select * from mcp_settings order by id')).toEqual(before)
  })
})
