import { all, always, any, type Condition, condition, never } from '../data/batching/condition.ts'
import { equals, flag, isNull } from '../data/batching/conditions.ts'
import { column, keyOf, type Model, ref, table, uuidIn } from '../data/batching/table.ts'

/** Who asks: a user without admin rights, or a signed-out client. */
export type Asker = { readonly id: string } | null

/** What a rule may refer to besides the viewer. */
export type RuleContext = {
  /** The model that the rule belongs to. */
  readonly model: Model
  /** The condition on rows of another model that the viewer sees. */
  readonly visibleRows: (model: Model) => Condition
}

/**
 * The rows of a model that are visible to a viewer without admin rights, or to a signed-out client (`null`).
 */
export type AccessRule = {
  /** The condition on the row itself. */
  readonly rows: (viewer: Asker, context: RuleContext) => Condition
  /** The field that names the owner, if lists have the viewer's own rows alone. Some users have far more rows than any other parent. */
  readonly owner?: string
  /** An additional condition on rows of a list, as opposed to rows read by key. */
  readonly listed?: (viewer: Asker) => Condition
  /** Excludes soft-deleted rows, for admins too unless they request them. */
  readonly live?: Condition
  /** The row is visible only if its parent, referenced by a field of the row, is. */
  readonly inside?: {
    readonly field: string
    readonly parent: Model
    /** Restricts the parents to some that the viewer sees. By default to all. */
    readonly parents?: (viewer: Asker) => Condition
    /** The condition on rows without a parent. */
    readonly orphans?: (viewer: Asker) => Condition
  }
  /** The row is visible if and only if a row of this model that links to it is. */
  readonly linkedBy?: Model
}

/** Rows for every signed-in user. */
export const signedIn: AccessRule = { rows: (viewer) => (viewer ? always : never) }

/** Rows for admins only. */
export const adminsOnly: AccessRule = { rows: () => never }

/** The viewer's own rows, by the field that references the owner. */
export const own: AccessRule = {
  rows: (viewer, { model }) => (viewer ? equals(model, 'userId', viewer.id) : never),
  owner: 'userId',
}

/** The viewer's own rows, and for every signed-in user the system's: those without an owner. */
export const ownOrSystem: AccessRule = {
  rows: (viewer, { model }) =>
    viewer ? any([isNull(model, 'userId'), equals(model, 'userId', viewer.id)]) : never,
}

/** Rows that are visible if their parent is and `rows` holds. */
export function inside(parent: Model, field: string, rows: AccessRule['rows'] = () => always): AccessRule {
  return { rows, inside: { field, parent } }
}

/** Sessions that are not deleted. */
export const liveSession = flag('Session', 'isDeleted', false)

/** The viewer's own sessions that are not deleted. */
export function ownSession(viewer: Asker): Condition {
  return viewer ? all([equals('Session', 'userId', viewer.id), liveSession]) : never
}

/** Rows of a session for every viewer of the session. */
export const ofSession = inside('Session', 'sessionId')

/** Rows of a session for its owner only, even if the session is public. */
export const ofOwnSession: AccessRule = {
  rows: () => always,
  inside: { field: 'sessionId', parent: 'Session', parents: ownSession },
}

/** Returns an `exists` condition on the parent that a field of the row references. */
export function parentExists(model: Model, field: string, parent: Model, which: Condition): Condition {
  if (which === never) return never
  return condition(which.values, (row, values, isPage) =>
    parentOf(model, field, parent, ref(row, model, field), which).text(row, values, isPage),
  )
}

/** Returns an `exists` condition on the parent whose key is this expression. */
export function parentOf(
  model: Model,
  field: string,
  parent: Model,
  value: string,
  which: Condition,
): Condition {
  if (which === never) return never
  const { name, columns } = table(parent)
  const key = columns[keyOf(parent)]
  // Two tables store a session's uuid as text, and their columns may contain other text.
  const isText = key?.type === 'uuid' && column(model, field).type !== 'uuid'
  const sameKey = isText ? uuidIn(value) : value
  const alias = `in_${name}`
  return condition(which.values, (_, values, isPage) => {
    const where = `${alias}."${key?.name}" = ${sameKey} and ${which.text(alias, values, isPage)}`
    return `exists (select from ${name} ${alias} where ${where}${isPage ? ' offset 0' : ''})`
  })
}
