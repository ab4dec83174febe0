import type { OtherRows } from './computed.ts'
import type { Condition } from './condition.ts'
import type { Link } from './link.ts'
import type { Model } from './table.ts'

/** A row as field names and values. */
export type Row = Readonly<Record<string, unknown>>

/** A list of rows of a model: related to parents by a field (or at the root), filtered and ordered. */
export type List = {
  readonly model: Model
  readonly by?: string
  readonly link?: Link
  readonly where: Condition
  /** The rows of other tables that decide what is in the list. */
  readonly reads?: readonly OtherRows[] | undefined
  /** Includes soft-deleted rows, for an admin who requests them. */
  readonly withDeleted?: boolean
}

/** The rows of a page, and whether more follow. */
export type PageRows = { readonly rows: Row[]; readonly more: boolean }
