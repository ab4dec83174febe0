import type { GraphQLResolveInfo } from 'graphql'
import type { RowOf } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { readRow } from '../../schema/relations.ts'

/** Returns the files with these ids, in this order: those that exist and are visible to the viewer. */
export async function readAssets(
  context: Context,
  info: GraphQLResolveInfo,
  ids: readonly string[],
): Promise<RowOf<'UserAsset'>[]> {
  const keys = ids.map((id) => toModelKey('UserAsset', id))
  const rows = await Promise.all(keys.map((key) => readRow(context, info, 'UserAsset', 'id', key)))
  return rows.filter((row) => row !== null)
}

/** The files that are stored under these names, by the same rules. */
export async function readAssetsByPath(
  context: Context,
  info: GraphQLResolveInfo,
  paths: readonly string[],
): Promise<RowOf<'UserAsset'>[]> {
  const rows = await Promise.all(
    paths
      .filter((path) => !path.includes('\0'))
      .map((path) => readRow(context, info, 'UserAsset', 'storagePath', path)),
  )
  return rows.filter((row) => row !== null)
}
