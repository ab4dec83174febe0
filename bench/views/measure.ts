import type { Database } from '../../src/data/database.ts'
import { people } from '../../src/demo/identities.ts'
import { tokenFor } from '../../test/support/client.ts'
import { startGateway } from '../../test/support/gateway.ts'
import { operations } from '../../test/support/operations.ts'
import { explain, keepStatements, type Taken } from './explained.ts'
import { largest } from './largest.ts'

/**
 * Number of blocks of 8 kB that a statement may read, and number of more for each row that it answers or each parent for
 * which it looks, whichever are more.
 */
export const blocksOfStatement = 100
export const blocksOfRow = 20

/** The statements of one view. `failed` is the message of its first error, or empty. */
export type Result = { readonly name: string; readonly statements: readonly Taken[]; readonly failed: string }

/** Every named query, and lists, counts and sums of the largest parents. */
const views = [
  ...operations
    .filter(({ definition }) => definition.operation === 'query')
    .map(({ name, as, source, variables }) => ({ name, as, source, variables })),
  ...largest.map((view) => ({ ...view, variables: {} })),
]

/** Runs the views whose names contain `only`, in turn, and explains their statements. Closes the database. */
export async function measureViews(database: Database, only = ''): Promise<Result[]> {
  const kept = keepStatements(database)
  const gateway = await startGateway(kept.database, {
    REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
    REQUESTS_PER_MINUTE: '0',
  })
  const results: Result[] = []
  for (const { name, as, source, variables } of views) {
    if (!name.includes(only)) continue
    const person = { demo: people.demo, admin: people.admin, stranger: people.maria, nobody: null }[as]
    const token = person ? await tokenFor(person) : undefined
    kept.sent.length = 0
    const { errors } = await gateway.ask(source, { token, variables })
    const statements: Taken[] = []
    for (const statement of [...kept.sent]) {
      const taken = await explain(database, statement)
      if (taken) statements.push(taken)
    }
    results.push({ name, statements, failed: errors?.[0]?.message ?? '' })
  }
  await gateway.close()
  return results
}

/** True for a statement that reads more blocks than its bound. */
export const isBeyondBound = ({ blocks, rows, keys }: Taken) =>
  blocks > blocksOfStatement + blocksOfRow * Math.max(rows, keys)
