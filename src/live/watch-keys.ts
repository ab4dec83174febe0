/** The channel of the triggers' notifications. */
export const channel = 'ii_gateway_changes'

/** Rows of which somebody wants to hear: all of a table, or those that have a value in one of its key columns. */
export type WatchKey = { readonly table: string; readonly column?: string; readonly key?: string }

/** What one statement of some writer changed; without keys, it may have been any row of the table. */
export type Change = {
  readonly table: string
  readonly keys: Readonly<Record<string, string[] | null>> | null
}

/** Reads a signal. Null for what no trigger of ours has sent: anyone may speak on a channel. */
export function readChange(payload: string): Change | null {
  try {
    const { table, keys } = JSON.parse(payload) as Partial<Change>
    return typeof table === 'string' && typeof keys === 'object' ? { table, keys } : null
  } catch {
    return null
  }
}

/** The name under which an interest is kept. */
export function watchKeyId({ table, column, key }: WatchKey): string {
  return column === undefined ? table : `${table}.${column}=${key}`
}

/** The names of all interests that a change with keys is about. */
export function namesIn({ table, keys }: Change): string[] {
  const names = [table]
  for (const [column, values] of Object.entries(keys ?? {}))
    for (const key of values ?? []) names.push(watchKeyId({ table, column, key }))
  return names
}
