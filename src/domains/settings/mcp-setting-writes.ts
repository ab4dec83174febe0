import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import type { Viewer } from '../../auth/viewer.ts'
import { all } from '../../data/batching/condition.ts'
import { equals, flag } from '../../data/batching/conditions.ts'
import type { Queryable } from '../../data/database.ts'
import { insertRow, selectForUpdate, updateRows } from '../../data/write.ts'
import { change, deletedId, removeRow } from '../../schema/change.ts'
import { field, idOf, json } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'

const what = 'MCP setting'
const longestConfig = 100_000
const mostServers = 50

const texts = z.record(z.string(), z.string())
const Server = z.union(
  [
    z.looseObject({
      command: z.string().min(1),
      args: z.array(z.string()).optional(),
      env: texts.optional(),
    }),
    z.looseObject({ url: z.url({ protocol: /^https?$/ }), headers: texts.optional() }),
  ],
  { error: 'must have a `command` (with `args` and `env`) or a web address as `url` (with `headers`)' },
)

const config = field(
  'JSON',
  json(
    z.looseObject({
      mcpServers: z
        .record(z.string().min(1).max(200), Server)
        .refine(
          (servers) => Object.keys(servers).length <= mostServers,
          `must be at most ${mostServers} servers`,
        ),
    }),
    longestConfig,
  ),
  `The servers, as MCP clients write them: \`{ mcpServers: { name: { command, args, env } or { url, headers } } }\`, at most ${longestConfig} characters. It can be written, and never read again: it carries secrets.`,
)

/** Switches the viewer's settings off. The viewer is held, so that of two calls at once one active setting is left. */
async function switchOff(sql: Queryable, viewer: Viewer): Promise<void> {
  await selectForUpdate(sql, 'User', ['id'], equals('User', 'id', viewer.id), 'update')
  const active = all([ownRows('McpSetting', viewer), flag('McpSetting', 'isActive', true)])
  await updateRows(sql, 'McpSetting', { isActive: false }, active)
}

mutation('createMcpSetting', {
  description: 'Adds tool servers for your agents, in place of those that are active now.',
  input: { config },
  changed: { mcpSetting: 'McpSetting' },
  errors: [],
  idempotent: true,
  write: async ({ input, sql, viewer }) => {
    await switchOff(sql, viewer)
    const made = await insertRow(sql, 'McpSetting', { userId: viewer.id, mcpConfig: input.config })
    return { mcpSetting: made?.id ?? null }
  },
})

mutation('updateMcpSetting', {
  description: 'Replaces the tool servers of a setting.',
  input: { id: idOf('McpSetting'), config },
  changed: { mcpSetting: 'McpSetting' },
  errors: ['NotFoundError'],
  change: ({ id, config }) => ({ what, key: id, set: { mcpConfig: config } }),
})

mutation('setMcpSettingActive', {
  description: 'Lets your agents use the tool servers of a setting, and of no other; or takes them away.',
  input: {
    id: idOf('McpSetting'),
    active: field('Boolean', z.boolean(), 'Whether agents may use its tool servers.'),
  },
  changed: { mcpSetting: 'McpSetting' },
  errors: ['NotFoundError'],
  transaction: true,
  write: async ({ input: { id, active }, ...write }) => {
    if (active) await switchOff(write.sql, write.viewer)
    return { mcpSetting: await change(write, 'McpSetting', id, { isActive: active }, { what }) }
  },
})

mutation('deleteMcpSetting', {
  description: 'Deletes a setting, with the secrets in it.',
  input: { id: idOf('McpSetting') },
  returns: { deletedId },
  errors: ['NotFoundError'],
  write: async ({ input: { id }, ...write }) => ({
    deletedId: await removeRow(write, 'McpSetting', id, { what }),
  }),
})
