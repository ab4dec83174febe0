import type { Statement } from '../database.ts'

const statements = new Map<string, Statement>()
// Clients determine the number of statement shapes; shapes beyond this number are not kept prepared.
const maxPreparedStatements = 1000

/**
 * Returns the prepared statement of a shape; its text is built once and kept prepared on the server under a
 * unique name.
 */
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
