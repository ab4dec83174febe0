import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { asObject, asString } from '../../schema/json-readers.ts'
import { relatedList, relation } from '../../schema/relations.ts'
import { McpToolType } from './values.ts'

type Server = { readonly name: string; readonly url: string | null }

/** Returns only the URL's host, since paths and queries of tool servers contain tokens. */
function parseHost(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host || null : null
}

/** Returns SQL for the servers' names and URLs; commands, environment and headers are not read. */
function serversText(row: string): string {
  const servers = `${ref(row, 'McpSetting', 'mcpConfig')}->'mcpServers'`
  return `case when jsonb_typeof(${servers}) = 'object' then (
  select jsonb_object_agg(s.key, s.value->>'url') from jsonb_each(${servers}) s) end`
}

function parseServers(value: unknown): Server[] {
  return Object.entries(asObject(value) ?? {})
    .map(([name, url]) => ({ name, url: asString(url) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const metadata = (row: string) => ref(row, 'McpSetting', 'metadata')

/** An option of a coding tool, which is no secret: noted beside its tokens, or in its configuration. */
const option = (key: string) => (row: string) =>
  `coalesce(${metadata(row)}->>'${key}', ${ref(row, 'McpSetting', 'mcpConfig')}->>'${key}')`

const McpServer = builder.objectRef<Server>('McpServer').implement({
  description: 'One tool server of a setting, without its credentials.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The key of the server in the configuration.' }),
    isRemote: t.boolean({
      description: 'Whether it is reached by an address; otherwise it is a program in the sandbox.',
      resolve: ({ url }) => url !== null,
    }),
    host: t.string({
      nullable: true,
      description: 'The host and port of a remote server; the rest of its address is hidden.',
      resolve: ({ url }) => url && parseHost(url),
    }),
  }),
})

builder.prismaNode('McpSetting', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    servers: t.field({
      type: [McpServer],
      description: 'The tool servers of the setting, by name.',
      ...computed('McpSetting', 'servers', serversText, parseServers),
    }),
    toolType: t.field({
      type: McpToolType.ref,
      description: 'The purpose of the setting.',
      ...computed(
        'McpSetting',
        'toolType',
        (row) => `${metadata(row)}->>'tool_type'`,
        (value) => McpToolType.of(asString(value) ?? 'other'),
      ),
    }),
    toolkitName: t.string({
      nullable: true,
      description: 'The service it reaches through Composio.',
      ...computed('McpSetting', 'toolkitName', (row) => `${metadata(row)}->>'toolkit_name'`, asString),
    }),
    model: t.string({
      nullable: true,
      description: 'The model that a coding tool is to use; null where none was chosen.',
      ...computed('McpSetting', 'codingModel', option('model'), asString),
    }),
    reasoningEffort: t.string({
      nullable: true,
      description: 'The reasoning effort of that model, such as `medium`; null if none was chosen.',
      ...computed('McpSetting', 'reasoningEffort', option('model_reasoning_effort'), asString),
    }),
    isSearchEnabled: t.boolean({
      nullable: true,
      description: 'Whether a coding tool may search the web; null where nothing was chosen.',
      ...computed('McpSetting', 'isSearchEnabled', option('search'), (value) =>
        value === 'true' ? true : value === 'false' ? false : null,
      ),
    }),
    hasCredentials: t.boolean({
      description: 'Whether tokens of a coding tool are stored with it.',
      ...computed(
        'McpSetting',
        'hasCredentials',
        (row) => `coalesce(${metadata(row)}->'auth_json' <> 'null', false)`,
        Boolean,
      ),
    }),
    isActive: t.exposeBoolean('isActive'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId')),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  mcpSettings: t.field(
    relatedList('McpSetting', {
      by: 'userId',
      description: 'Tool servers that the user’s agents may use, newest first.',
    }),
  ),
}))
