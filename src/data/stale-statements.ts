import type { ClientBase } from 'pg'

/**
 * SQLSTATEs of a prepared statement that the server does not have as the client remembers it: the tables behind it have
 * changed ("cached plan must not change result type"), it is gone (`DISCARD`, another server behind a pooler, a failed
 * first use), or there is already one of that name.
 */
const staleCodes: ReadonlySet<unknown> = new Set(['0A000', '26000', '42P05'])

/** What the driver keeps of a connection's prepared statements; its types do not declare it. */
type Prepared = {
  readonly connection: {
    readonly parsedStatements: Record<string, string>
    readonly submittedNamedStatements: Record<string, string>
    close(what: { readonly type: 'S'; readonly name: string }): void
  }
}

/** Whether a named statement failed because it must be prepared anew. */
export function isStale(error: unknown, name: string | undefined): name is string {
  return name !== undefined && error instanceof Error && 'code' in error && staleCodes.has(error.code)
}

/** Closes a prepared statement on one connection, which is no error where there is none: its next use prepares it anew. */
export function forgetPrepared(client: ClientBase, name: string): void {
  const { connection } = client as ClientBase & Prepared
  delete connection.parsedStatements[name]
  delete connection.submittedNamedStatements[name]
  connection.close({ type: 'S', name })
}
