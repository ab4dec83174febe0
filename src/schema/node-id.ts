/** `Session:2f1c…` in base64url: opaque to clients, and the same for the same row forever. */
export function encodeNodeId(typename: string, key: string | number | bigint): string {
  return Buffer.from(`${typename}:${key}`).toString('base64url')
}

/** Never throws: what is no id of ours names no type, and finds nothing. */
export function decodeNodeId(id: string): { typename: string; id: string } {
  const text = Buffer.from(id, 'base64url').toString()
  const colon = text.indexOf(':')
  return { typename: text.slice(0, Math.max(colon, 0)), id: text.slice(colon + 1) }
}
