import { ownRows } from '../auth/rules.ts'
import { all, always, type Condition } from '../data/batching/condition.ts'
import { equals } from '../data/batching/conditions.ts'
import { keyOf, type Model, ref, table } from '../data/batching/table.ts'
import { isLocked, update } from '../data/write.ts'
import type { Write } from './mutation.ts'
import { NotFoundError, VersionConflictError } from './write-errors.ts'

type Change = {
  /** What people call a row of this model, for the message: `session`. */
  readonly what: string
  readonly expectedVersion?: string | null
  /** Which rows may be changed, instead of the viewer's own. */
  readonly rows?: Condition
}

/**
 * Changes one of the viewer's own rows and returns its key. Throws NotFoundError for a row that is missing or another's,
 * and VersionConflictError where the row is not at the expected version any more. Without an expected version the last
 * writer wins for the columns of `set`, which is safe where the new values do not depend on the old ones.
 */
export async function change(
  { sql, viewer }: Pick<Write<unknown>, 'sql' | 'viewer'>,
  model: Model,
  key: string,
  set: Readonly<Record<string, unknown>>,
  { what, expectedVersion, rows = ownRows(model, viewer) }: Change,
): Promise<string> {
  const row = all([equals(model, keyOf(model), key), rows])
  const version = expectedVersion == null ? always : equals(model, 'version', expectedVersion)
  const [changed] = await update(sql, model, set, all([row, version]))
  if (changed) return key
  const current = isLocked(model) ? await versionOf(sql, model, row) : undefined
  if (current === undefined) throw new NotFoundError(what)
  throw new VersionConflictError(current, { model, key })
}

async function versionOf(
  sql: Write<unknown>['sql'],
  model: Model,
  row: Condition,
): Promise<string | undefined> {
  const places = row.values.map((_, i) => `$${i + 1}`)
  const text = `select ${ref('t', model, 'version')}::text as version from ${table(model).name} t where ${row.text('t', places)}`
  return (await sql.query<{ version: string }>(text, row.values))[0]?.version
}
