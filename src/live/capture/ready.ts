import type pg from 'pg'
import type { Database } from '../../data/database.ts'
import { checkReplication } from '../../data/slot.ts'
import { hasSqlState } from '../../data/sql-states.ts'
import { DatabaseUnavailableError } from '../../data/unavailable.ts'
import { completePublication, isPublished } from './publication.ts'

/**
 * Prepares a database for capture: publishes the watched tables, unless migrations are skipped. Throws one
 * line with the action that an operator must take, or `DatabaseUnavailableError`.
 */
export async function prepareCapture(
  database: Database,
  { databaseUrl, skipMigrations }: { databaseUrl: string; skipMigrations: boolean },
): Promise<void> {
  const [server] = await database.query<{ level: string; role: string }>(
    `select current_setting('wal_level') as level, current_user as role`,
  )
  if (server?.level !== 'logical') {
    throw new Error(
      `CHANGE_CAPTURE=replication needs wal_level = logical in PostgreSQL's configuration, and it is ${server?.level}: set it and restart the server, or leave CHANGE_CAPTURE out.`,
    )
  }
  if (!(await isPublished(database))) {
    if (skipMigrations) throw new Error(lacking('there is none'))
    await completePublication(database).catch((error: pg.DatabaseError) => {
      throw hasSqlState(error, 'insufficientPrivilege')
        ? new Error(lacking(error.message), { cause: error })
        : error
    })
  }
  await checkReplication(databaseUrl).catch((error: Error) => {
    if (hasSqlState(error, 'insufficientPrivilege')) {
      throw new Error(
        `CHANGE_CAPTURE=replication needs a role that may replicate: alter role "${server.role}" replication.`,
        { cause: error },
      )
    }
    throw new DatabaseUnavailableError(`The log of the database cannot be read: ${error.message}`, {
      cause: error,
    })
  })
}

const lacking = (text: string) =>
  `CHANGE_CAPTURE=replication needs a publication (${text}): run "ii-gateway signals --install replication" as a role that owns the tables.`
