import type { Database } from '../../src/data/database.ts'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../../test/support/client.ts'
import { startGateway } from '../../test/support/gateway.ts'
import { operations } from '../../test/support/operations.ts'
import { demoTime } from '../../test/support/templates.ts'
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

/** An operation, and the person who asks. */
export type View = Pick<(typeof operations)[number], 'name' | 'as' | 'source' | 'variables'>

/** Every named query, and lists, counts and sums of the largest parents. */
export const views: readonly View[] = [
  ...operations
    .filter(({ definition }) => definition.operation === 'query')
    .map(({ name, as, source, variables }) => ({ name, as, source, variables })),
  ...largest.map((view) => ({ ...view, variables: {} })),
]

/** A gateway on this database, asked for one view after another. */
export type Viewing = {
  /** Asks as the view's person; returns the message of the first error, or an empty text. */
  ask(view: View): Promise<string>
  /** Asks once, and explains each statement. */
  explain(view: View): Promise<Result>
  /** Closes the gateway and the database. */
  close(): Promise<void>
}

const isDate = /^\d{4}-\d{2}-\d{2}(T.*)?$/

/** The same variables with all dates this many milliseconds later; a day stays a day. */
function shiftDates(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((one) => shiftDates(one, by))
  if (typeof value === 'object' && value)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shiftDates(one, by)]))
  if (typeof value !== 'string' || !isDate.test(value)) return value
  return new Date(Date.parse(value) + by).toISOString().slice(0, value.includes('T') ? undefined : 10)
}

/** Starts a gateway on this database that keeps each statement it sends. Periods of views end with the newest data. */
export async function openViewing(database: Database): Promise<Viewing> {
  const kept = keepStatements(database)
  const [newest] = await database.query<{ at: string | null }>(
    'select max(created_at) as at from credit_transactions',
  )
  const later = newest?.at ? Date.parse(newest.at) - demoTime.getTime() : 0
  const gateway = await startGateway(kept.database, {
    REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
    REQUESTS_PER_MINUTE: '0',
  })
  async function ask({ as, source, variables }: View): Promise<string> {
    kept.sent.length = 0
    const person = { demo: people.demo, admin: people.admin, stranger: people.maria, nobody: null }[as]
    const token = person ? await signTokenFor(person) : undefined
    const shifted = shiftDates(variables, later) as typeof variables
    const { errors } = await gateway.ask(source, { token, variables: shifted })
    return errors?.[0]?.message ?? ''
  }
  return {
    ask,
    async explain(view) {
      const failed = await ask(view)
      const statements: Taken[] = []
      const sent = [...kept.sent]
      await database.session(async (session) => {
        for (const statement of sent) {
          const taken = await explain(session, statement)
          if (taken) statements.push(taken)
        }
      })
      return { name: view.name, statements, failed }
    },
    close: () => gateway.close(),
  }
}

/** Runs the views whose names contain `only`, in turn, and explains their statements. Closes the database. */
export async function measureViews(database: Database, only = ''): Promise<Result[]> {
  const viewing = await openViewing(database)
  const results: Result[] = []
  for (const view of views) if (view.name.includes(only)) results.push(await viewing.explain(view))
  await viewing.close()
  return results
}

/** True for a statement that reads more blocks than its bound. */
export const isBeyondBound = ({ blocks, rows, keys }: Taken) =>
  blocks > blocksOfStatement + blocksOfRow * Math.max(rows, keys)
