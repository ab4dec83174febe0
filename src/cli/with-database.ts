import type { Config } from '../config.ts'
import type { Database } from '../data/database.ts'
import { openDatabase } from '../data/open.ts'

/** Opens the database for `work`, and closes it afterwards. */
export async function withDatabase<Result>(
  config: Config,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(config)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
