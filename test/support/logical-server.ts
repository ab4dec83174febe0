import { startReplicated } from './replication.ts'

/** What a log that others read needs; and commits wait for it, as in production: unwritten, nobody can read it. */
export const logicalSettings = ['wal_level=logical', 'synchronous_commit=on']

/** A PostgreSQL server with logical decoding. */
export type LogicalServer = {
  readonly adminUrl: string
  /** Makes a database with the demo in it, and resolves with its URL. */
  newDatabase(): Promise<string>
  remove(): Promise<void>
}

/** Starts a PostgreSQL server of a test's own, whose log can be read by replication slots. */
export async function startLogicalServer(): Promise<LogicalServer> {
  const { primary, newDatabase, remove } = await startReplicated(logicalSettings)
  return {
    adminUrl: primary.url('postgres'),
    newDatabase: async () => primary.url(await newDatabase()),
    remove,
  }
}
