import { ownRows } from '../auth/rules.ts'
import type { Viewer } from '../auth/viewer.ts'
import { revalidateViewer, viewerMayWrite } from '../auth/write-access.ts'
import { all, always, type Condition } from '../data/batching/condition.ts'
import { equals, oneOf } from '../data/batching/conditions.ts'
import { keyOf, type Model, ref, table } from '../data/batching/table.ts'
import type { Queryable } from '../data/database.ts'
import { deleteRows, isVersioned, selectForUpdate, updateAndRead, updateRows } from '../data/write.ts'
import type { RowOf } from './builder.ts'
import type { Context } from './context.ts'
import { encodeNodeId } from './node-id.ts'
import type { Write } from './write.ts'
import { NotFoundError, VersionConflictError } from './write-errors.ts'

type Values = Readonly<Record<string, unknown>>

type Change = {
  /** The noun for a row of this model in error messages: `session`. */
  readonly noun: string
  readonly expectedVersion?: string | null
  /** The rows that may be changed; by default the viewer's own. */
  readonly rows?: Condition
}

/**
 * Updates one of the viewer's own rows and returns its key. Throws `NotFoundError` if it is missing or
 * belongs to another user, and `VersionConflictError` if it is not at the expected version. Without an
 * expected version the last writer wins for the columns of `set`, which is safe if the new values do not
 * depend on the old ones.
 */
export async function updateOwnRow(
  { sql, viewer }: Pick<Write<unknown>, 'sql' | 'viewer'>,
  model: Model,
  key: string,
  set: Values,
  { noun, expectedVersion, rows = ownRows(model, viewer) }: Change,
): Promise<string> {
  const row = all([equals(model, keyOf(model), key), rows])
  const [changed] = await updateRows(sql, model, set, all([row, at(model, expectedVersion)]))
  if (changed) return key
  throw await missedUpdateError(sql, model, key, row, noun)
}

/** An update of one of the viewer's own rows that is the whole mutation. */
export type SingleRowUpdate = Omit<Change, 'rows'> & { readonly key: string; readonly set: Values }

/**
 * Runs the update in one statement that also revalidates the viewer's write access and returns the given
 * fields. They are cached for the payload if the viewer may see the row. Throws like `revalidateViewer` and
 * `updateOwnRow`.
 */
export async function updateOwnRowAtomically(
  { sql, loaders }: Pick<Context, 'sql' | 'loaders'>,
  viewer: Viewer,
  model: Model,
  fields: readonly string[],
  { key, set, noun, expectedVersion }: SingleRowUpdate,
): Promise<void> {
  const row = all([equals(model, keyOf(model), key), ownRows(model, viewer)])
  const which = all([row, at(model, expectedVersion), viewerMayWrite(viewer)])
  try {
    const [changed] = await updateAndRead(sql, loaders.toProjection(model, fields), set, which)
    loaders.clear()
    if (changed?.$seen) loaders.prime(model, changed)
    if (changed) return
  } catch (error) {
    loaders.clear()
    throw error
  }
  await revalidateViewer(viewer, sql)
  throw await missedUpdateError(sql, model, key, row, noun)
}

function at(model: Model, version: string | null | undefined): Condition {
  return version == null ? always : equals(model, 'version', version)
}

/** The error for a row that was not updated: it is missing, or at another version. */
async function missedUpdateError(
  sql: Queryable,
  model: Model,
  key: string,
  row: Condition,
  noun: string,
): Promise<NotFoundError | VersionConflictError> {
  const current = isVersioned(model) ? await readVersion(sql, model, row) : undefined
  return current === undefined ? new NotFoundError(noun) : new VersionConflictError(current, { model, key })
}

/** The payload field of a deleted row. */
export const deletedId = {
  type: 'ID',
  description: 'The global id of the deleted object, to remove it from caches.',
} as const

/**
 * Deletes one of the viewer's own rows and returns its global id. Throws `NotFoundError` like `updateOwnRow`.
 */
export async function deleteOwnRow(
  { sql, viewer }: Pick<Write<unknown>, 'sql' | 'viewer'>,
  model: Model,
  key: string,
  { noun, rows = ownRows(model, viewer) }: Pick<Change, 'noun' | 'rows'>,
): Promise<string> {
  const [removed] = await deleteRows(sql, model, all([equals(model, keyOf(model), key), rows]))
  if (!removed) throw new NotFoundError(noun)
  return encodeNodeId(model, key)
}

/**
 * Locks one of the viewer's own rows until the transaction ends (`FOR UPDATE`, or `FOR KEY SHARE` against
 * deletion only) and returns the given fields. Throws `NotFoundError` if it is missing or belongs to another
 * user.
 */
export async function lockRow<Name extends Model, Field extends keyof RowOf<Name> & string>(
  { sql, viewer }: Pick<Write<unknown>, 'sql' | 'viewer'>,
  model: Name,
  key: string,
  { noun, fields, strength = 'key share', rows = ownRows(model, viewer) }: Hold<Field>,
): Promise<Pick<RowOf<Name>, Field>> {
  const where = all([equals(model, keyOf(model), key), rows])
  const [row] = await selectForUpdate(sql, model, fields ?? [keyOf(model)], where, strength)
  if (!row) throw new NotFoundError(noun)
  return row as unknown as Pick<RowOf<Name>, Field>
}

type Hold<Field extends string> = {
  readonly noun: string
  readonly fields?: readonly Field[]
  readonly strength?: 'update' | 'key share'
  /** The rows that may be locked; by default the viewer's own. */
  readonly rows?: Condition
}

/** Locks several of the viewer's own rows against deletion. Throws `NotFoundError` if one is missing. */
export async function lockRows(
  { sql, viewer }: Pick<Write<unknown>, 'sql' | 'viewer'>,
  model: Model,
  keys: readonly string[],
  noun: string,
): Promise<void> {
  if (keys.length === 0) return
  const where = all([oneOf(model, keyOf(model), keys), ownRows(model, viewer)])
  const found = await selectForUpdate(sql, model, [keyOf(model)], where, 'key share')
  if (found.length < new Set(keys).size) throw new NotFoundError(noun)
}

async function readVersion(sql: Queryable, model: Model, row: Condition): Promise<string | undefined> {
  const places = row.values.map((_, i) => `$${i + 1}`)
  const text = `select ${ref('t', model, 'version')}::text as version from ${table(model).name} t where ${row.text('t', places)}`
  return (await sql.query<{ version: string }>(text, row.values))[0]?.version
}
