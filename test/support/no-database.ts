import type { Database } from '../../src/data/database.ts'

/** Stands for a database where nothing is read from one; a statement fails. */
export function createMissingDatabase(): Database {
  const away = () => Promise.reject(new Error('There is no database.'))
  return { query: away, reads: { query: away } } as unknown as Database
}
