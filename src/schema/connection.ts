import type { ObjectRef } from '@pothos/core'
import type { GraphQLResolveInfo } from 'graphql'
import { InvalidCursorError } from '../data/batching/cursor.ts'
import type { PageRequest } from '../data/batching/loaders.ts'
import { type Bound, keysetOf, type Order } from '../data/batching/order.ts'
import type { List, PageRows, Row } from '../data/batching/rows.ts'
import type { Model } from '../data/batching/table.ts'
import { BadInputError } from '../errors/client-errors.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { getNoun, pluralize } from './nouns.ts'
import { getRequestedPageInfo, requiredColumns } from './selection.ts'
import { cursorArg } from './value-bounds.ts'

export const maxPageSize = 100
export const defaultPageSize = 20

/** The arguments of every connection, as in the GraphQL Cursor Connections specification. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description: `Returns the first _n_ items of the list: 0 to ${maxPageSize}, by default ${defaultPageSize}. With 0, only \`totalCount\` and \`pageInfo\` have content.`,
  }),
  after: t.string(cursorArg('Returns the items of the list that come after the specified cursor.')),
  last: t.int({
    description: `Returns the last _n_ items of the list: 0 to ${maxPageSize}. Cannot be combined with \`first\`.`,
  }),
  before: t.string(cursorArg('Returns the items of the list that come before the specified cursor.')),
}))

/** The values of the connection arguments. */
export type PageArgs = {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
}

/** The page that a connection field requests, shared by all parents of a level. */
export type PagePlan = {
  readonly context: Context
  readonly list: List
  readonly part: PageRequest
  readonly read: (parent?: unknown) => Promise<PageRows>
  /**
   * Checks for rows on the other side of the cursor; set only if the client selects the corresponding
   * `pageInfo` field.
   */
  readonly beyond?: (parent?: unknown) => Promise<PageRows>
}

/** One page of a parent's list: the source object of a connection type. */
export class Page {
  readonly #plan: PagePlan
  readonly #parent: unknown
  readonly #read: PageRows

  constructor(plan: PagePlan, parent: unknown, read: PageRows) {
    this.#plan = plan
    this.#parent = parent
    this.#read = read
  }

  get nodes(): readonly Row[] {
    return this.#read.rows
  }

  get edges(): Edge[] {
    return this.#read.rows.map((row) => new Edge(this, row))
  }

  get pageInfo(): Promise<PageInfo> {
    return this.#pageInfo()
  }

  get totalCount(): Promise<number> {
    return this.#plan.context.loaders.count(this.#plan.list, this.#parent)
  }

  cursorOf(row: Row): string {
    const { context, part } = this.#plan
    return context.services.cursors.encode(part.order, keysetOf(part.order, row))
  }

  async #pageInfo(): Promise<PageInfo> {
    const { part, beyond } = this.#plan
    const { more } = this.#read
    const before = beyond ? (await beyond(this.#parent)).more : false
    return part.fromEnd ? new PageInfo(this, before, more) : new PageInfo(this, more, before)
  }
}

class PageInfo {
  readonly #page: Page
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean

  constructor(page: Page, hasNextPage: boolean, hasPreviousPage: boolean) {
    this.#page = page
    this.hasNextPage = hasNextPage
    this.hasPreviousPage = hasPreviousPage
  }

  get startCursor(): string | null {
    return this.#cursorOf(this.#page.nodes[0])
  }

  get endCursor(): string | null {
    return this.#cursorOf(this.#page.nodes.at(-1))
  }

  #cursorOf(row: Row | undefined): string | null {
    return row ? this.#page.cursorOf(row) : null
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

/** Plans the page for the given connection arguments. Throws `BadInputError` for invalid arguments. */
export function planPage(
  context: Context,
  info: GraphQLResolveInfo,
  args: PageArgs,
  list: List,
  order: Order,
  typeName: string = list.model,
): PagePlan {
  const limit = getPageSize(args)
  const fromEnd = args.last != null
  const bounds: Bound[] = []
  if (args.after != null) bounds.push({ side: 'after', keyset: decodeCursor(context, order, args.after) })
  if (args.before != null) bounds.push({ side: 'before', keyset: decodeCursor(context, order, args.before) })
  const asked = getRequestedPageInfo(info)
  const fields = [
    ...new Set([...requiredColumns(info, list.model, 'nodes', typeName), ...order.fields]),
  ].sort()
  const withMore = asked.has(fromEnd ? 'hasPreviousPage' : 'hasNextPage')
  const part: PageRequest = { fields, order, limit, fromEnd, bounds, withMore }
  const start = bounds.find(({ side }) => side === (fromEnd ? 'before' : 'after'))
  const beyond = start && asked.has(fromEnd ? 'hasNextPage' : 'hasPreviousPage')
  return {
    context,
    list,
    part,
    read: context.loaders.pageLoader(list, part),
    beyond: beyond ? context.loaders.pageLoader(list, beyondPart(part, start)) : undefined,
  }
}

/**
 * A request for rows on the other side of the cursor, the cursor's row included, to learn whether any exist.
 */
function beyondPart(part: PageRequest, { side, keyset: place }: Bound): PageRequest {
  const bound: Bound = { side: side === 'after' ? 'before' : 'after', keyset: place, inclusive: true }
  return { ...part, fields: [], bounds: [bound], limit: 0, withMore: true, fromEnd: side === 'after' }
}

/** Reads a planned page for one parent. */
export async function readPlanned(plan: PagePlan, parent?: unknown): Promise<Page> {
  return new Page(plan, parent, await plan.read(parent))
}

/** Plans and reads a page of a list at the root. */
export function readPage(
  context: Context,
  info: GraphQLResolveInfo,
  args: PageArgs,
  list: List,
  order: Order,
): Promise<Page> {
  return readPlanned(planPage(context, info, args, list, order))
}

/**
 * Returns the page size that the arguments request. Throws `BadInputError` if it is out of range or both are
 * given.
 */
export function getPageSize({ first, last }: PageArgs): number {
  if (first != null && last != null) throw new BadInputError('Ask for `first` or for `last`, not for both.')
  const size = first ?? last ?? defaultPageSize
  if (size >= 0 && size <= maxPageSize) return size
  throw new BadInputError(
    `\`${last == null ? 'first' : 'last'}\` must be from 0 to ${maxPageSize}, not ${size}.`,
  )
}

/**
 * Decodes a cursor to the keyset values of this order. Throws `BadInputError` for a cursor of another list.
 */
export function decodeCursor(context: Context, order: Order, cursor: string): string[] {
  try {
    return context.services.cursors.decode(order, cursor)
  } catch (error) {
    if (error instanceof InvalidCursorError) throw new BadInputError(error.message)
    throw error
  }
}

const connections = new Map<Model, ObjectRef<never, Page, Page>>()

/**
 * Returns the connection type of a model (`SessionConnection` for `Session`), one for all fields that page
 * through its rows.
 */
export function getConnectionType(model: Model): ObjectRef<never, Page, Page> {
  const known = connections.get(model)
  if (known) return known
  const made = builder.connectionObject(
    {
      type: model,
      name: `${model}Connection`,
      description: `A connection to a list of ${pluralize(getNoun(model))}.`,
      fields: (t) => ({
        // Instead of the plugin's, which makes an edge of each row and takes the row out again.
        nodes: t.field({ type: [model], resolve: (page) => (page as unknown as Page).nodes as never }),
        totalCount: t.int({
          description: `The total number of ${pluralize(getNoun(model))} in the list, on all pages. Counted only if selected, which can be slow for long lists.`,
          resolve: (page) => (page as unknown as Page).totalCount,
        }),
      }),
    },
    { name: `${model}Edge`, description: `An edge in a connection: one ${getNoun(model)} with its cursor.` },
  ) as unknown as ObjectRef<never, Page, Page>
  connections.set(model, made)
  return made
}
