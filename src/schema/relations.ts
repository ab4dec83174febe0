import type { GraphQLResolveInfo } from 'graphql'
import type { OtherRows } from '../data/batching/computed.ts'
import { all, always, type Condition } from '../data/batching/condition.ts'
import type { Link } from '../data/batching/link.ts'
import type { Order } from '../data/batching/order.ts'
import type { PageRows } from '../data/batching/rows.ts'
import { keyOf, type Model } from '../data/batching/table.ts'
import { getDeclaredOrder } from '../tables/list-order.ts'
import { builder, type RowOf } from './builder.ts'
import { getConnectionType, planPage, readPage, readPlanned } from './connection.ts'
import type { Context } from './context.ts'
import { type Filter, filterArg, type ListArgs, type ListOptions, listArgs } from './list-args.ts'
import { checkListRows, expectedRows, requestFirstRows, requestWholeList } from './load-list.ts'
import { memoizePerField, requiredColumns } from './selection.ts'

type Columns<Name extends Model> = keyof RowOf<Name> & string
type Select<Field extends string> = { [Name in Field]: true }

function select<Field extends string>(field: Field): Select<Field> {
  return { [field]: true } as Select<Field>
}

/**
 * A field for the row that a column of this row references: `user: t.field(relation('User', 'userId'))`. Null
 * if the row is missing or the viewer may not see it. `by` names the referenced column, by default the key.
 */
export function relation<Name extends Model, From extends string>(
  type: Name,
  from: From,
  { by, description }: { by?: Columns<Name>; description?: string } = {},
) {
  const owner = {}
  return {
    type,
    nullable: true as const,
    description,
    select: select(from),
    resolve: (
      row: { [Field in From]: unknown },
      _args: object,
      context: Context,
      info: GraphQLResolveInfo,
    ) => {
      if (row[from] == null) return null
      const read = memoizePerField(context, info, owner, () =>
        context.loaders.rowLoader(type, by ?? keyOf(type), requiredColumns(info, type)),
      )
      return read(row[from]) as Promise<RowOf<Name> | null>
    },
  }
}

/**
 * Reads the row of `type` whose column `by` has the value, with the columns that the current field selects.
 */
export function readRow<Name extends Model>(
  context: Context,
  info: GraphQLResolveInfo,
  type: Name,
  by: string,
  value: unknown,
): Promise<RowOf<Name> | null> {
  if (value == null) return Promise.resolve(null)
  return context.loaders.loadRow(type, by, requiredColumns(info, type), value) as Promise<RowOf<Name> | null>
}

/** The foreign key column: of the listed rows, or of the link table between them and this row. */
type Hanging<Name extends Model> = { by: Columns<Name>; link?: undefined } | { by: string; link: Link }

/** The options of a field that lists related rows. */
export type RelationListOptions<Name extends Model, Key extends string = 'id'> = Hanging<Name> & {
  /** The referenced column of this row, by default `id`. */
  key?: Key
  where?: Condition
  /** The rows of other tables that `where` depends on. */
  reads?: readonly OtherRows[]
  description?: string
}

/**
 * A connection field over rows that reference this row: `messages: t.field(relatedConnection('ChatMessage', {
 * by: 'sessionId', … }))`. `filter` adds a filter argument and `orders` an `orderBy` argument.
 */
export function relatedConnection<Name extends Model, Key extends string = 'id'>(
  type: Name,
  {
    by,
    link,
    key = 'id' as Key,
    where = always,
    reads,
    description,
    ...choice
  }: RelationListOptions<Name, Key> & ListOptions,
) {
  const { args, toList } = listArgs(type, choice)
  const owner = {}
  return {
    type: getConnectionType(type),
    description,
    args,
    select: select(key),
    resolve: (
      row: { [Field in Key]: unknown },
      args: ListArgs,
      context: Context,
      info: GraphQLResolveInfo,
    ) => {
      const plan = memoizePerField(context, info, owner, () => {
        const chosen = toList(args)
        const list = { model: type, by, link, reads, where: all([where, chosen.where]) }
        return planPage(context, info, args, list, chosen.order)
      })
      return readPlanned(plan, row[key])
    },
  }
}

/** A connection field at the root: `sessions: t.field(connection('Session', …))`. */
export function connection<Name extends Model>(
  type: Name,
  { where = always, description, ...choice }: { where?: Condition; description?: string } & ListOptions,
) {
  const { args, toList } = listArgs(type, choice)
  return {
    type: getConnectionType(type),
    description,
    args,
    resolve: (
      _root: object,
      args: ListArgs & { withDeleted?: boolean | null },
      context: Context,
      info: GraphQLResolveInfo,
    ) => {
      const chosen = toList(args)
      const list = {
        model: type,
        where: all([where, chosen.where]),
        withDeleted: args.withDeleted ?? false,
      }
      return readPage(context, info, args, list, chosen.order)
    },
  }
}

const deletedToo = builder.args((t) => ({
  withDeleted: t.boolean({ description: 'Whether deleted ones are included.', defaultValue: false }),
}))

/** A connection at the root over soft-deleted rows too, which admins may include. */
export function connectionWithDeleted<Name extends Model>(
  type: Name,
  options: { description?: string } & ListOptions,
) {
  const list = connection(type, options)
  return { ...list, args: { ...list.args, ...deletedToo } }
}

const getFirstRow = ({ rows }: PageRows) => rows[0] ?? null

/**
 * A field for the first related row in an order (by default the one that the table declares), such as a session's
 * newest message; null if there is none.
 */
export function firstRelated<Name extends Model, Key extends string = 'id'>(
  type: Name,
  {
    by,
    link,
    key = 'id' as Key,
    order = getDeclaredOrder(type),
    where = always,
    description,
  }: RelationListOptions<Name, Key> & { order?: Order },
) {
  const owner = {}
  return {
    type,
    nullable: true as const,
    description,
    select: select(key),
    resolve: (
      row: { [Field in Key]: unknown },
      _args: object,
      context: Context,
      info: GraphQLResolveInfo,
    ) => {
      const read = memoizePerField(context, info, owner, () =>
        context.loaders.pageLoader({ model: type, by, link, where }, requestFirstRows(info, type, order, 1)),
      )
      return read(row[key]).then(getFirstRow) as Promise<RowOf<Name> | null>
    },
  }
}

/**
 * A field for a short, unpaginated list of related rows, such as the pages of a storybook; `filter` adds a
 * filter argument.
 */
export function relatedList<Name extends Model, Key extends string = 'id'>(
  type: Name,
  {
    by,
    key = 'id' as Key,
    link,
    order = getDeclaredOrder(type),
    where = always,
    filter,
    description,
  }: RelationListOptions<Name, Key> & { order?: Order; filter?: Filter },
) {
  const { args, toCondition } = filterArg(filter)
  const owner = {}
  return {
    type: [type] as [Name],
    description,
    args,
    extensions: { listSize: expectedRows },
    select: select(key),
    resolve: async (
      row: { [Field in Key]: unknown },
      args: Pick<ListArgs, 'filter'>,
      context: Context,
      info: GraphQLResolveInfo,
    ) => {
      const read = memoizePerField(context, info, owner, () => {
        const list = { model: type, by, link, where: all([where, toCondition(args)]) }
        return context.loaders.pageLoader(list, requestWholeList(context, info, type, order))
      })
      const { rows, more } = await read(row[key])
      return checkListRows(context, rows, more) as unknown as RowOf<Name>[]
    },
  }
}
