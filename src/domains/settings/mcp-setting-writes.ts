import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import type { Viewer } from '../../auth/viewer.ts'
import { all } from '../../data/batching/condition.ts'
import { equals, flag } from '../../data/batching/conditions.ts'
import type { Queryable } from '../../data/database.ts'
import { insertRow, selectForUpdate, updateRows } from '../../data/write.ts'
import { idInput, inputField, json } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { deletedId, deleteOwnRow, updateOwnRow } from '../../schema/own-rows.ts'

const noun = 'MCP setting'
const maxConfigLength = 100_000
const maxServers = 50

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

const config = inputField(
  'JSON',
  json(
    z.looseObject({
      mcpServers: z
        .record(z.string().min(1).max(200), Server)
        .refine(
          (servers) => Object.keys(servers).length <= maxServers,
          `must be at most ${maxServers} servers`,
        ),
    }),
    maxConfigLength,
  ),
  `The servers, as MCP clients write them: \`{ mcpServers: { name: { command, args, env } or { url, headers } } }\`, at most ${maxConfigLength} characters. It can be written, and never read again: it carries secrets.`,
)

/** Deactivates the viewer's settings. Locks the viewer, so that concurrent calls leave one active setting. */
async function switchOff(sql: Queryable, viewer: Viewer): Promise<void> {
  await selectForUpdate(sql, 'User', ['id'], equals('User', 'id', viewer.id), 'update')
  const active = all([ownRows('McpSetting', viewer), flag('McpSetting', 'isActive', true)])
  await updateRows(sql, 'McpSetting', { isActive: false }, active)
}

mutation('createMcpSetting', {
  description: 'Adds tool servers for your agents, in place of those that are active now.',
  input: { config },
  payload: { mcpSetting: 'McpSetting' },
  errors: [],
  idempotent: true,
  resolve: async ({ input, sql, viewer }) => {
    await switchOff(sql, viewer)
    const made = await insertRow(sql, 'McpSetting', { userId: viewer.id, mcpConfig: input.config })
    return { mcpSetting: made?.id ?? null }
  },
})

mutation('updateMcpSetting', {
  description: 'Replaces the tool servers of a setting.',
  input: { id: idInput('McpSetting'), config },
  payload: { mcpSetting: 'McpSetting' },
  errors: ['NotFoundError'],
  update: ({ id, config }) => ({ noun, key: id, set: { mcpConfig: config } }),
})

mutation('setMcpSettingActive', {
  description:
    'Makes a setting the only active one, so that your agents use its tool servers; or deactivates it.',
  input: {
    id: idInput('McpSetting'),
    active: inputField('Boolean', z.boolean(), 'Whether agents may use its tool servers.'),
  },
  payload: { mcpSetting: 'McpSetting' },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input: { id, active }, ...write }) => {
    if (active) await switchOff(write.sql, write.viewer)
    return { mcpSetting: await updateOwnRow(write, 'McpSetting', id, { isActive: active }, { noun }) }
  },
})

mutation('deleteMcpSetting', {
  description: 'Deletes a setting, with the secrets in it.',
  input: { id: idInput('McpSetting') },
  returns: { deletedId },
  errors: ['NotFoundError'],
  resolve: async ({ input: { id }, ...write }) => ({
    deletedId: await deleteOwnRow(write, 'McpSetting', id, { noun }),
  }),
})
