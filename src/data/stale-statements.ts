import type { ClientBase } from 'pg'
import { hasSqlState } from './sql-states.ts'
import { forgetDescription } from './statement-query.ts'

/** The driver's record of a connection's prepared statements, which its types do not declare. */
type Prepared = {
  readonly connection: {
    readonly parsedStatements: Record<string, string>
    readonly submittedNamedStatements: Record<string, string>
    close(statement: { readonly type: 'S'; readonly name: string }): void
  }
}

/** True if a named statement failed because it must be prepared again. */
export function isStale(error: unknown, name: string | undefined): name is string {
  return name !== undefined && hasSqlState(error, 'staleStatement')
}

/**
 * Deallocates a prepared statement on one connection, if it exists, so that its next use prepares it again.
 */
export function forgetPrepared(client: ClientBase, name: string): void {
  const { connection } = client as ClientBase & Prepared
  delete connection.parsedStatements[name]
  delete connection.submittedNamedStatements[name]
  forgetDescription(connection, name)
  connection.close({ type: 'S', name })
}
