/** The channel of the triggers' notifications. */
export const channel = 'ii_gateway_changes'

/** Identifies watched rows: all of a table, or those with a value in a key column. */
export type WatchKey = { readonly table: string; readonly column?: string; readonly key?: string }

/** The change of one statement; without keys, any row of the table may have changed. */
export type Change = {
  readonly table: string
  readonly keys: Readonly<Record<string, string[] | null>> | null
}

/**
 * Parses a notification. Returns null for a payload that is not the triggers', since any role may send on the
 * channel.
 */
export function readChange(payload: string): Change | null {
  try {
    const { table, keys } = JSON.parse(payload) as Partial<Change>
    return typeof table === 'string' && typeof keys === 'object' ? { table, keys } : null
  } catch {
    return null
  }
}

/** Returns the identity of a watch key. */
export function watchKeyId({ table, column, key }: WatchKey): string {
  return column === undefined ? table : `${table}.${column}=${key}`
}

/** Returns the identities of all watch keys that a change affects. */
export function listWatchKeyIds({ table, keys }: Change): string[] {
  const names = [table]
  for (const [column, values] of Object.entries(keys ?? {}))
    for (const key of values ?? []) names.push(watchKeyId({ table, column, key }))
  return names
}
