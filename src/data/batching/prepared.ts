import type { Statement } from '../database.ts'

const statements = new Map<string, Statement>()
// A client decides how many shapes there are; beyond this number they are parsed anew each time, and never kept.
const maxPreparedStatements = 1000

/** The statement of a shape: its text is made once, and it stays prepared on the server under a name of its own. */
export function prepared(shape: string, text: () => string): Statement {
  const known = statements.get(shape)
  if (known) return known
  const made = {
    text: text(),
    name: statements.size < maxPreparedStatements ? `g${statements.size}` : undefined,
  }
  if (made.name) statements.set(shape, made)
  return made
}
