import type { Database, Queryable, Statement } from '../../src/data/database.ts'

/** A statement as it reached the database, and how many rows it answered. */
export type Recorded = { readonly text: string; readonly rows: number }

/** Who asks is looked up at most once in a few seconds, so that it depends on the clock whether a request does it. */
const isAccount = (statement: Statement | string) =>
  typeof statement !== 'string' && statement.name?.startsWith('account_')

/** The same database, with every statement that requests send kept in `sent`, in the order of sending. */
export function recording(database: Database): { database: Database; sent: Recorded[] } {
  const sent: Recorded[] = []
  const query: Queryable['query'] = async (statement, values) => {
    if (isAccount(statement)) return database.query(statement, values)
    const place = sent.length
    const text = typeof statement === 'string' ? statement : statement.text
    sent.push({ text, rows: 0 })
    const rows = await database.query<never>(statement, values)
    sent[place] = { text, rows: rows.length }
    return rows
  }
  return { database: { ...database, query, reads: { query } }, sent }
}
