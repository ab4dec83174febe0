import type { Condition } from '../data/batching/condition.ts'
import type { Model } from '../data/batching/table.ts'
import type { tables } from '../generated/tables.ts'
import type { AccessRule } from './access-rule.ts'

/** A field of a model that is a column of its table. */
export type FieldOf<Name extends Model> = Name extends Model
  ? keyof (typeof tables)[Name]['columns'] & string
  : never

/** A privilege on a table besides SELECT. Locking a row needs UPDATE. */
export type WriteRight = 'INSERT' | 'UPDATE' | 'DELETE'

/**
 * A unique constraint or index: the error message for the client, with the columns and rows of a partial index, or the
 * reason why no write violates it. The message is for these columns: other revisions may have an index on fewer.
 */
export type UniqueConstraint =
  | string
  | { readonly message: string; readonly columns: readonly string[]; readonly where: Condition }
  | { readonly unreachable: string }

/** SQL for the ids of the users who own a row, separated by spaces; fields of type `redacted` need it. */
export type RowOwners = {
  /** The only field that the owners depend on: lists by it read them once. */
  readonly from?: string
  /** Receives the row's alias, or the value of `from`. */
  readonly text: (rowOrValue: string) => string
}

/** The order of a list: fields in one direction. Ties are resolved by the primary key. */
export type ListOrder<Field extends string = string> = {
  readonly by: readonly Field[]
  readonly direction: 'asc' | 'desc'
}

/** The order of a table's lists: the row created last first. */
export const newestFirst = { by: ['createdAt'], direction: 'desc' } as const satisfies ListOrder
/** The order of a table's lists: the row created first first. */
export const oldestFirst = { by: ['createdAt'], direction: 'asc' } as const satisfies ListOrder

/**
 * Declares a table once: who sees its rows, and what writes and streams need to know of it. The lists of the
 * gateway (access rules, conflicts, orders, triggers, required privileges, optional tables) are derived from
 * these declarations.
 */
export type TableDeclaration<Name extends Model = Model> = {
  /** The rows that a viewer sees. Admins see every row. */
  readonly access: AccessRule
  /** The noun for a row in descriptions; by default the words of the model's name. */
  readonly noun?: string
  /** SQL for the owners of a row, if some of its fields are masked for other viewers. */
  readonly owners?: RowOwners
  /** Unique constraints and indexes by name, except the primary key `id`. */
  readonly unique?: Readonly<Record<string, UniqueConstraint>>
  /** True for optimistic locking: every writer increments `version`. */
  readonly isVersioned?: true
  /** The privileges that mutations need; a test compares them with the statements in the source. */
  readonly writes?: readonly WriteRight[]
  /** True if mutations use `INSERT … ON CONFLICT (columns)`, which needs an index on exactly these columns. */
  readonly isUpserted?: true
  /** The order of lists of these rows that name no other. */
  readonly order?: ListOrder<FieldOf<Name>>
  /** The fields by which subscriptions watch rows; changes of the table are signalled by triggers. */
  readonly watchedBy?: readonly FieldOf<Name>[]
  /** Serves databases without this table: with a subquery of the same columns, or without rows. */
  readonly whenMissing?: 'empty' | { readonly subquery: string }
  /**
   * True for a table that only some newer platform revisions have, and that the gateway only reads: it needs no
   * constraints, and counts as missing where a column is missing or of another type.
   */
  readonly mayDiffer?: true
}

/** The declarations of some models, for `satisfies`. */
export type TableDeclarations = { readonly [Name in Model]?: TableDeclaration<Name> }
