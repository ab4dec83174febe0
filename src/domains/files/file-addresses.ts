import { hidden } from '../../auth/secret-patterns.ts'
import { isJsonObject } from '../../data/json.ts'
import type { RowOf } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { getSignedUrl } from './asset-address.ts'

type Json = Readonly<Record<string, unknown>>

const idKeys = ['file_id', 'asset_id', 'id']
const pathKeys = ['storage_path', 'file_storage_path']
const addressKeys = ['url', 'signed_url']
/** Members of an event's content that name files. */
const fileMembers = ['result', 'files_metadata']
const maxFiles = 50

const isMaskedAddress = (key: string, value: unknown): boolean =>
  addressKeys.includes(key) && typeof value === 'string' && value.includes(hidden)

const hasMaskedAddress = (item: unknown): item is Json =>
  isJsonObject(item) && addressKeys.some((key) => isMaskedAddress(key, item[key]))

const firstText = (item: Json, keys: readonly string[]): string | undefined =>
  keys.map((key) => item[key]).find((value) => typeof value === 'string' && !value.includes('\0')) as
    | string
    | undefined

/** Returns the valid address of a file that is named by its id or its path; null unless the viewer may see it. */
async function findAddress(
  { loaders }: Context,
  id: string | undefined,
  path: string | undefined,
): Promise<string | null> {
  const key = toModelKey('UserAsset', id ?? null)
  const fields = ['signedUrl', 'signedUrlExpiresAt']
  const byId = key && (await loaders.loadRow('UserAsset', 'id', fields, key))
  const row = byId || (path && (await loaders.loadRow('UserAsset', 'storagePath', fields, path)))
  return row ? getSignedUrl(row as RowOf<'UserAsset'>) : null
}

async function restoreAddress(item: Json, context: Context): Promise<Json> {
  const address = await findAddress(context, firstText(item, idKeys), firstText(item, pathKeys))
  if (address === null) return item
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, isMaskedAddress(key, value) ? address : value]),
  )
}

/**
 * Replaces masked addresses of files in masked JSON, an object or a list of objects, by `UserAsset.url` of the files that they
 * name, where the viewer may see the file and its address is valid. Others stay masked. Returns the value itself where
 * it has none.
 */
export function withFileAddresses(value: unknown, context: Context): unknown {
  if (value instanceof Promise) return value.then((masked) => withFileAddresses(masked, context))
  if (!Array.isArray(value)) return hasMaskedAddress(value) ? restoreAddress(value, context) : value
  const named = new Set(value.filter(hasMaskedAddress).slice(0, maxFiles))
  if (named.size === 0) return value
  return Promise.all(value.map((item) => (named.has(item) ? restoreAddress(item, context) : item)))
}

/** The same for the address of one file. */
export async function withFileAddress(
  url: string | null,
  id: string | null,
  context: Context,
): Promise<string | null> {
  const isMasked = id !== null && isMaskedAddress('url', url)
  return (isMasked && (await findAddress(context, id, undefined))) || url
}

/** The same for the content of an event, in the members that name files. */
export function withContentAddresses(content: unknown, context: Context): unknown {
  if (content instanceof Promise) return content.then((masked) => withContentAddresses(masked, context))
  if (!isJsonObject(content)) return content
  const restored = fileMembers.map((key) => withFileAddresses(content[key], context))
  if (restored.every((value, at) => value === content[fileMembers[at] ?? ''])) return content
  return Promise.all(restored).then((values) => {
    const members = new Map(fileMembers.map((key, at) => [key, values[at]]))
    return Object.fromEntries(
      Object.entries(content).map(([key, value]) => [key, members.has(key) ? members.get(key) : value]),
    )
  })
}
