import type { ObjectRef } from '@pothos/core'
import type { GraphQLResolveInfo } from 'graphql'
import { InvalidCursorError } from '../data/batching/cursor.ts'
import type { List, Part, PartOfList, Row } from '../data/batching/loaders.ts'
import { type Bound, type Order, placeOf } from '../data/batching/order.ts'
import type { Model } from '../data/batching/table.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { BadInputError } from './errors.ts'
import { asksForMore, columnsRead } from './selection.ts'

const mostRows = 100
const usualRows = 20

/** The arguments of every connection. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description: `How many rows from the start: 1 to ${mostRows}, ${usualRows} unless said otherwise.`,
  }),
  after: t.string({ description: 'Only rows after this cursor.' }),
  last: t.int({ description: `How many rows from the end, instead of \`first\`: 1 to ${mostRows}.` }),
  before: t.string({ description: 'Only rows before this cursor.' }),
}))

export type PageArgs = {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
}

/** One page of a list of one parent, and what is needed to say where it stands. */
export class Page {
  readonly #context: Context
  readonly list: List
  readonly parent: unknown
  readonly part: Part
  readonly read: PartOfList

  constructor(context: Context, list: List, parent: unknown, part: Part, read: PartOfList) {
    this.#context = context
    this.list = list
    this.parent = parent
    this.part = part
    this.read = read
  }

  get nodes(): readonly Row[] {
    return this.read.rows
  }

  get edges(): Edge[] {
    return this.read.rows.map((row) => new Edge(this, row))
  }

  get pageInfo() {
    const { rows, more } = this.read
    const edge = (row: Row | undefined) => (row ? this.cursorOf(row) : null)
    const page = this
    return {
      get startCursor() {
        return edge(rows[0])
      },
      get endCursor() {
        return edge(rows.at(-1))
      },
      get hasNextPage() {
        return page.part.fromEnd ? page.#anyBeyond('before') : more
      },
      get hasPreviousPage() {
        return page.part.fromEnd ? more : page.#anyBeyond('after')
      },
    }
  }

  totalCount(): Promise<number> {
    return this.#context.loaders.count(this.list, this.parent)
  }

  cursorOf(row: Row): string {
    return this.#context.services.cursors.encode(this.part.order, placeOf(this.part.order, row))
  }

  /** Whether the list has rows on the other side of the cursor that the page started from, the cursor's own included. */
  async #anyBeyond(side: Bound['side']): Promise<boolean> {
    const bound = this.part.bounds.find((one) => one.side === side)
    if (!bound) return false
    const other: Bound = { side: side === 'after' ? 'before' : 'after', place: bound.place, inclusive: true }
    const part: Part = {
      ...this.part,
      fields: [],
      bounds: [other],
      limit: 0,
      withMore: true,
      fromEnd: side === 'after',
    }
    return (await this.#context.loaders.part(this.list, part, this.parent)).more
  }
}

class Edge {
  readonly #page: Page
  readonly node: Row

  constructor(page: Page, node: Row) {
    this.#page = page
    this.node = node
  }

  get cursor(): string {
    return this.#page.cursorOf(this.node)
  }
}

/** Reads the page that these arguments ask for. Throws `BadInputError` for arguments that make no sense. */
export async function readPage(
  context: Context,
  info: GraphQLResolveInfo,
  args: PageArgs,
  list: List,
  order: Order,
  parent?: unknown,
): Promise<Page> {
  const part = partOf(context, info, args, list.model, order)
  return new Page(context, list, parent, part, await context.loaders.part(list, part, parent))
}

/** How many rows these arguments ask for, 1 to 100. Throws `BadInputError` for any other number. */
export function sizeOf({ first, last }: PageArgs): number {
  if (first != null && last != null) throw new BadInputError('Ask for `first` or for `last`, not for both.')
  const size = first ?? last ?? usualRows
  if (size < 1 || size > mostRows) {
    throw new BadInputError(
      `\`${last == null ? 'first' : 'last'}\` must be from 1 to ${mostRows}, not ${size}.`,
    )
  }
  return size
}

function partOf(
  context: Context,
  info: GraphQLResolveInfo,
  args: PageArgs,
  model: Model,
  order: Order,
): Part {
  const size = sizeOf(args)
  const bounds: Bound[] = []
  if (args.after != null) bounds.push({ side: 'after', place: placeOfCursor(context, order, args.after) })
  if (args.before != null) bounds.push({ side: 'before', place: placeOfCursor(context, order, args.before) })
  const fields = [...new Set([...columnsRead(info, model, 'nodes'), ...order.fields])].sort()
  return { fields, order, limit: size, fromEnd: args.last != null, bounds, withMore: asksForMore(info) }
}

/** The place in this order that a cursor stands for. Throws `BadInputError` for what is no cursor of it. */
export function placeOfCursor(context: Context, order: Order, cursor: string): string[] {
  try {
    return context.services.cursors.decode(order, cursor)
  } catch (error) {
    if (error instanceof InvalidCursorError) throw new BadInputError(error.message)
    throw error
  }
}

const connections = new Map<Model, ObjectRef<never, Page, Page>>()

/** The connection type of a model, `SessionConnection` for `Session`: one for all fields that page through its rows. */
export function connectionOf(model: Model): ObjectRef<never, Page, Page> {
  const known = connections.get(model)
  if (known) return known
  const made = builder.connectionObject(
    {
      type: model,
      name: `${model}Connection`,
      description: `A page of a list of ${model} rows.`,
      fields: (t) => ({
        totalCount: t.int({
          description:
            'How many rows the whole list has. Counted only when asked for, which can be slow on long lists.',
          resolve: (page) => (page as unknown as Page).totalCount(),
        }),
      }),
    },
    { name: `${model}Edge`, description: `One ${model} of a page, with its place in the list.` },
  ) as unknown as ObjectRef<never, Page, Page>
  connections.set(model, made)
  return made
}
