import { column, keyOf, type Model } from '../data/batching/table.ts'
import { decodeNodeId } from './node-id.ts'

const keyFormats: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  bigint: /^\d{1,18}$/,
}

/** Whether this text can be a key of that type: PostgreSQL refuses a statement for what is no uuid. */
function isKey(type: string, text: string): boolean {
  return keyFormats[type]?.test(text) ?? (!text.includes('\0') && text.length <= 320)
}

/** The key that an id means: a global id of this type, or the bare key (`databaseId`); null for anything else, or nothing. */
export function keyFrom(model: Model, id: string | null): string | null {
  if (id === null) return null
  const { type } = column(model, keyOf(model))
  const bare = id.toLowerCase()
  if (type === 'uuid' && isKey(type, bare)) return bare
  const decoded = decodeNodeId(id)
  return decoded.typename === model && isKey(type, decoded.id) ? decoded.id : null
}
