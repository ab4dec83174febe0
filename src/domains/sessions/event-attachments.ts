import type { GraphQLResolveInfo } from 'graphql'
import { isShared } from '../../auth/tools.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { asObject, asString, asStrings } from '../../schema/json-readers.ts'
import { readAssets, readAssetsByPath } from '../files/read-assets.ts'

const maxFiles = 50

/** Every value of a key, in the result itself or in the items of its list. */
const valuesOf = (row: string, key: string) =>
  `jsonb_path_query_array(${row}.content->'result', 'lax $[*].${key}')`

// How an event names files: a message by their ids, the result of a tool by id or by the name of the stored object.
defineComputedColumn(
  'ApplicationEvent',
  'namedFiles',
  (
    row,
  ) => `case ${row}.event_type when 'session.user_message' then jsonb_build_object('ids', ${row}.content->'files')
when 'agent.tool.result' then jsonb_build_object('tool', ${row}.content->'tool_name',
'ids', ${valuesOf(row, 'file_id')} || ${valuesOf(row, 'asset_id')},
'paths', ${valuesOf(row, 'storage_path')} || ${valuesOf(row, 'file_storage_path')}) end`,
)

async function readNamedFiles(row: object, context: Context, info: GraphQLResolveInfo) {
  const named = asObject((row as { namedFiles?: unknown }).namedFiles)
  const tool = asString(named?.tool)
  if (!named || (tool !== null && !isShared(tool))) return []
  const [byId, byPath] = await Promise.all([
    readAssets(context, info, distinct(named.ids)),
    readAssetsByPath(context, info, distinct(named.paths)),
  ])
  return [...new Map([...byId, ...byPath].map((file) => [file.id, file])).values()]
}

const distinct = (names: unknown) => [...new Set(asStrings(names))].slice(0, maxFiles)

builder.prismaObjectField('ApplicationEvent', 'files', (t) =>
  t.field({
    type: ['UserAsset'],
    description: `The files that a message of the user was sent along with, or that the result of a tool for media, slides, the web or deliverables names by \`file_id\`, \`asset_id\`, \`storage_path\` or \`file_storage_path\`: at most ${maxFiles}, those that are still there and that you may see. Empty for other events.`,
    extensions: { columns: ['namedFiles'] },
    resolve: (row, _args, context, info) => readNamedFiles(row, context, info),
  }),
)
