import { always } from '../data/batching/condition.ts'
import type { Access, AccessRules } from '../data/batching/loaders.ts'
import type { List } from '../data/batching/rows.ts'
import { type VisibilityOf, visibilityFor } from './rules.ts'
import type { Viewer } from './viewer.ts'

/**
 * Chooses how access to a list's rows is checked: once per parent, if the list is related to its parents by
 * the field that the rule of the rows (or of the rows linking them) depends on, and once per row otherwise.
 */
export function accessFor({ model, by, link, withDeleted }: List, visibilityOf: VisibilityOf): Access {
  const { visible, listed, listedBy, through, linkedBy } = visibilityOf(model, withDeleted)
  if (by === undefined) return { kind: 'root', rows: listed }
  if (!link) {
    if (through?.field !== by) return { kind: 'perRow', rows: listedBy(by) }
    return { kind: 'viaParent', parents: through.parents, rows: through.rows }
  }
  const linkRule = visibilityOf(link.model).through
  if (linkRule?.field !== by) return { kind: 'perRow', rows: visible }
  const needsNoCheck = linkedBy === link.model && linkRule.rows === always
  return needsNoCheck
    ? { kind: 'viaLink', parents: linkRule.parents }
    : { kind: 'viaParent', parents: linkRule.parents, rows: visible }
}

/** Returns the access rules of a viewer (null: signed out), which the loaders apply in every statement. */
export function accessRulesFor(viewer: Viewer | null): AccessRules {
  const visibilityOf = visibilityFor(viewer)
  return {
    visibleRows: (model) => visibilityOf(model).visible,
    accessFor: (list) => accessFor(list, visibilityOf),
  }
}
