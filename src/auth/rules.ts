import { LRUCache } from 'lru-cache'
import { all, always, any, type Condition, never, unindexed } from '../data/batching/condition.ts'
import { equals } from '../data/batching/conditions.ts'
import type { Model } from '../data/batching/table.ts'
import { type AccessRule, parentExists, parentOf } from '../tables/access-rule.ts'
import { declarations } from '../tables/declarations.ts'
import type { Viewer } from './viewer.ts'

type Asker = Viewer | null

const getRule = (model: Model): AccessRule => declarations[model].access

/** The rule's condition on the row itself. */
const rowsFor = (model: Model, viewer: Asker): Condition =>
  getRule(model).rows(viewer, { model, visibleRows: (other) => visibleRows(other, viewer) })

/** The condition on the parents whose rows a viewer sees. */
const parentsFor = ({ parent, parents }: NonNullable<AccessRule['inside']>, viewer: Asker): Condition =>
  parents?.(viewer) ?? visibleRows(parent, viewer)

/** Returns the complete condition on a row of this model that is read by its own key. */
function visibleRows(model: Model, viewer: Asker, withDeleted = false): Condition {
  const { inside, live = always } = getRule(model)
  if (viewer?.isAdmin) return withDeleted ? always : live
  const rows = rowsFor(model, viewer)
  if (!inside) return all([rows, live])
  const parent = parentExists(model, inside.field, inside.parent, parentsFor(inside, viewer))
  return all([any([all([rows, parent]), inside.orphans?.(viewer) ?? never]), live])
}

/**
 * The rows that a viewer may change: those it owns, and those inside them. The same for admins; mutations
 * define their additional rights.
 */
export function ownRows(model: Model, viewer: Viewer): Condition {
  const { inside, live = always } = getRule(model)
  if (model === 'User') return equals('User', 'id', viewer.id)
  if (inside) return parentExists(model, inside.field, inside.parent, ownRows(inside.parent, viewer))
  return all([equals(model, 'userId', viewer.id), live])
}

/** The access conditions on rows of one model for one viewer. */
export type Visibility = {
  /** Of rows read by key. */
  readonly visible: Condition
  /** Of rows in a list. */
  readonly listed: Condition
  /** Of rows in a list of parents referenced by this field, if these decide nothing else about who sees them. */
  readonly listedBy: (field: string) => Condition
  /**
   * Of rows in a list of the parent referenced by `field`: `parents` on the parent (`p.id`), and `rows` on
   * each row.
   */
  readonly through?: { readonly field: string; readonly parents: Condition; readonly rows: Condition }
  /** A row linked by a visible row of this model is visible without a check of its own. */
  readonly linkedBy?: Model
}

/** Returns the conditions on a model's rows. */
export type VisibilityOf = (model: Model, withDeleted?: boolean) => Visibility

/**
 * Returns the access conditions of every model for one viewer. They depend on the viewer only, so those of
 * the last 1,000 viewers are cached.
 */
export function visibilityFor(viewer: Asker): VisibilityOf {
  const name = viewer ? `${viewer.isAdmin} ${viewer.id}` : ''
  const known = recent.get(name)
  if (known) return known
  const made = createVisibility(viewer)
  recent.set(name, made)
  return made
}

const recent = new LRUCache<string, VisibilityOf>({ max: 1000 })

function createVisibility(viewer: Asker): VisibilityOf {
  const known = new Map<string, Visibility>()
  return (model, withDeleted = false) => {
    const key = withDeleted ? `${model} deleted` : model
    const cached = known.get(key)
    if (cached) return cached
    const { inside, live = always, listed, linkedBy, owner } = getRule(model)
    const visible = visibleRows(model, viewer, withDeleted)
    const inList = listed && !viewer?.isAdmin ? listed(viewer) : always
    const through =
      inside && !viewer?.isAdmin
        ? {
            field: inside.field,
            parents: parentOf(model, inside.field, inside.parent, 'p.id', parentsFor(inside, viewer)),
            rows: all([rowsFor(model, viewer), live]),
          }
        : undefined
    const rowsOfList = all([visible, inList])
    const ofOtherParents = owner && visible.values.length > 0 ? unindexed(rowsOfList) : rowsOfList
    // An alternative that always holds would make the planner expect far fewer rows, and read and sort all of the owner's.
    const ofOwner =
      owner && viewer && !viewer.isAdmin ? all([equals(model, owner, viewer.id), live]) : rowsOfList
    const listedBy = (field: string) => (field === owner ? ofOwner : ofOtherParents)
    const made = { visible, listed: rowsOfList, listedBy, through, linkedBy }
    known.set(key, made)
    return made
  }
}
