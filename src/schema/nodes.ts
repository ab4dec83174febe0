import { column, keyOf, type Model, uuidPattern } from '../data/batching/table.ts'
import { decodeNodeId } from './node-id.ts'

const keyFormats: Readonly<Record<string, RegExp>> = {
  uuid: uuidPattern,
  bigint: /^\d{1,18}$/,
}

/** True if the text is a valid key of this column type. PostgreSQL raises an error for a malformed uuid. */
function isKey(type: string, text: string): boolean {
  return keyFormats[type]?.test(text) ?? (!text.includes('\0') && text.length <= 320)
}

/** Converts a global id or a bare key (`databaseId`) to the key of a model; null for anything else. */
export function toModelKey(model: Model, id: string | null): string | null {
  if (id === null) return null
  const { type } = column(model, keyOf(model))
  const bare = id.toLowerCase()
  if (type === 'uuid' && isKey(type, bare)) return bare
  const decoded = decodeNodeId(id)
  return decoded.typename === model && isKey(type, decoded.id) ? decoded.id : null
}
