/** Encodes a global id: `Session:2f1c…` in base64url, opaque to clients and stable for the row's lifetime. */
export function encodeNodeId(typename: string, key: string | number | bigint): string {
  return Buffer.from(`${typename}:${key}`).toString('base64url')
}

/** Decodes a global id. Never throws: a malformed id yields an empty type name and matches nothing. */
export function decodeNodeId(id: string): { typename: string; id: string } {
  const text = Buffer.from(id, 'base64url').toString()
  const colon = text.indexOf(':')
  return { typename: text.slice(0, Math.max(colon, 0)), id: text.slice(colon + 1) }
}
