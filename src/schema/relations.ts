import type { GraphQLResolveInfo } from 'graphql'
import { all, always, type Condition } from '../data/batching/condition.ts'
import type { Link } from '../data/batching/link.ts'
import type { Order } from '../data/batching/order.ts'
import { keyOf, type Model } from '../data/batching/table.ts'
import { builder, type RowOf } from './builder.ts'
import { connectionOf, planPage, readPage, readPlanned } from './connection.ts'
import type { Context } from './context.ts'
import { type Filter, filterArg, type ListArgs, type ListOptions, listArgs } from './list-args.ts'
import { completeList, expectedRows, firstRows, wholeList } from './load-list.ts'
import { memoizePerField, requiredColumns } from './selection.ts'

type Columns<Name extends Model> = keyof RowOf<Name> & string
type Select<Field extends string> = { [Name in Field]: true }

function select<Field extends string>(field: Field): Select<Field> {
  return { [field]: true } as Select<Field>
}

/**
 * A field for the one row that a column of this row names: `user: t.field(one('User', 'userId'))`.
 * Null where the row is gone or the viewer may not see it. `by` names the column it is found by, if not the key.
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

/** Reads the row of `type` whose column `by` has this value, with the columns that the current field asks for. */
export async function readRow<Name extends Model>(
  context: Context,
  info: GraphQLResolveInfo,
  type: Name,
  by: string,
  value: unknown,
): Promise<RowOf<Name> | null> {
  if (value == null) return null
  return (await context.loaders.loadRow(type, by, requiredColumns(info, type), value)) as RowOf<Name> | null
}

/** The column that names this row: of the listed rows, or of the link between them where they have none. */
type Hanging<Name extends Model> = { by: Columns<Name>; link?: undefined } | { by: string; link: Link }

export type RelationListOptions<Name extends Model, Key extends string = 'id'> = Hanging<Name> & {
  /** The column of this row that it names; its id unless said otherwise. */
  key?: Key
  where?: Condition
  description?: string
}

/**
 * A field for a page of the rows that hang on this one: `messages: t.field(many('ChatMessage', { by: 'sessionId', … }))`.
 * With `filter`, the client may narrow the list; with several orders, it may choose one.
 */
export function relatedConnection<Name extends Model, Key extends string = 'id'>(
  type: Name,
  {
    by,
    link,
    key = 'id' as Key,
    where = always,
    description,
    ...choice
  }: RelationListOptions<Name, Key> & ListOptions,
) {
  const { args, toList } = listArgs(choice)
  const owner = {}
  return {
    type: connectionOf(type),
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
        const list = { model: type, by, link, where: all([where, chosen.where]) }
        return planPage(context, info, args, list, chosen.order)
      })
      return readPlanned(plan, row[key])
    },
  }
}

/** The same at the root, where the list hangs on no row: `sessions: t.field(manyAtRoot('Session', …))`. */
export function connection<Name extends Model>(
  type: Name,
  { where = always, description, ...choice }: { where?: Condition; description?: string } & ListOptions,
) {
  const { args, toList } = listArgs(choice)
  return {
    type: connectionOf(type),
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
  withDeleted: t.boolean({ description: 'What was deleted, too.', defaultValue: false }),
}))

/** The same for rows that are only marked when their owner deletes them: admins may ask for those too. */
export function connectionWithDeleted<Name extends Model>(
  type: Name,
  options: { description?: string } & ListOptions,
) {
  const list = connection(type, options)
  return { ...list, args: { ...list.args, ...deletedToo } }
}

/** A field for the first row of a list in some order, such as the newest message of a session; null for an empty list. */
export function firstRelated<Name extends Model, Key extends string = 'id'>(
  type: Name,
  {
    by,
    link,
    key = 'id' as Key,
    order,
    where = always,
    description,
  }: RelationListOptions<Name, Key> & { order: Order },
) {
  const owner = {}
  return {
    type,
    nullable: true as const,
    description,
    select: select(key),
    resolve: async (
      row: { [Field in Key]: unknown },
      _args: object,
      context: Context,
      info: GraphQLResolveInfo,
    ) => {
      const read = memoizePerField(context, info, owner, () =>
        context.loaders.pageLoader({ model: type, by, link, where }, firstRows(info, type, order, 1)),
      )
      const { rows } = await read(row[key])
      return (rows[0] ?? null) as RowOf<Name> | null
    },
  }
}

/** A field for a short list that is read whole, such as the pages of a storybook; with `filter`, the client may narrow it. */
export function relatedList<Name extends Model, Key extends string = 'id'>(
  type: Name,
  {
    by,
    key = 'id' as Key,
    link,
    order,
    where = always,
    filter,
    description,
  }: RelationListOptions<Name, Key> & { order: Order; filter?: Filter },
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
        return context.loaders.pageLoader(list, wholeList(context, info, type, order))
      })
      const { rows, more } = await read(row[key])
      return completeList(context, rows, more) as unknown as RowOf<Name>[]
    },
  }
}
