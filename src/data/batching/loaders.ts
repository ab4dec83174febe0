import DataLoader from 'dataloader'
import type { Queryable, Statement } from '../database.ts'
import { batches } from '../diagnostics.ts'
import { always, type Condition } from './condition.ts'
import { toLinkKey } from './link.ts'
import type { Bound, Order } from './order.ts'
import { prepared } from './prepared.ts'
import type { List, PageRows, Row } from './rows.ts'
import { type OnRead, type RowsRead, reportList, reportPage, reportRow } from './rows-read.ts'
import { countText, type PageShape, type Projection, pageText, rowsText } from './statement.ts'
import { keyOf, type Model } from './table.ts'

/** The viewer's access to rows; implemented in src/auth/access.ts. */
export type AccessRules = {
  /** The condition on rows that are read by key. */
  readonly visibleRows: (model: Model) => Condition
  readonly accessFor: (list: List) => Access
}

/**
 * How access to the rows of a list is checked. Conditions on parents refer to the row `p`, which has only an
 * `id`.
 */
export type Access =
  /** The list has no parents; `rows` is checked per row. */
  | { readonly kind: 'root'; readonly rows: Condition }
  /** All parents are allowed; `rows` is checked per row. */
  | { readonly kind: 'perRow'; readonly rows: Condition }
  /** `parents` is checked once per parent, and `rows` per row. */
  | { readonly kind: 'viaParent'; readonly parents: Condition; readonly rows: Condition }
  /** `parents` is checked once per parent; a row referenced by its link needs no check. */
  | { readonly kind: 'viaLink'; readonly parents: Condition }

/** The rows of a list between bounds, counted from one end. `limit: null` reads a whole (short) list. */
export type PageRequest = {
  readonly fields: readonly string[]
  readonly order: Order
  readonly limit: number | null
  readonly fromEnd: boolean
  readonly bounds: readonly Bound[]
  /** Reads one more row to learn whether the list continues after the page. */
  readonly withMore: boolean
}

/** A batch function for values that are not rows, such as sums: called once with all keys of a level. */
export type Batch<Key extends string, Result> = {
  readonly name: string
  /** The rows that the value of a key depends on. */
  readonly reads: (key: Key) => readonly RowsRead[]
  readonly load: (keys: readonly Key[], sql: Queryable) => Promise<Result[]>
}

const nothing: Promise<PageRows> = Promise.resolve({ rows: [], more: false })

/**
 * The loaders of one request. They read all rows of a request under the viewer's access rules, with one
 * statement per level for all parents, and cache them until `clear`.
 */
export class Loaders {
  readonly #sql: Queryable
  readonly #access: AccessRules
  readonly #fallbacks: ReadonlyMap<Model, string>
  #loaders = new Map<string, DataLoader<never, unknown>>()
  readonly #plans = new Map<object, { readonly owner: object; readonly plan: unknown }>()
  readonly #kept = new Map<string, Row>()
  readonly #onRead: OnRead | undefined

  constructor(
    sql: Queryable,
    access: AccessRules,
    fallbacks: ReadonlyMap<Model, string> = new Map(),
    onRead?: OnRead,
  ) {
    this.#sql = sql
    this.#access = access
    this.#fallbacks = fallbacks
    this.#onRead = onRead
  }

  /**
   * Returns loaders for another operation of the same request. They share the cache of rows, not what is
   * memoized per field, and call `onRead` with all rows that the operation reads, cached or not.
   */
  forOperation(onRead?: OnRead): Loaders {
    const loaders = new Loaders(this.#sql, this.#access, this.#fallbacks, onRead)
    loaders.#loaders = this.#loaders
    return loaders
  }

  /** Clears all caches, so that reads after a write return current rows. */
  clear(): void {
    this.#loaders.clear()
    this.#plans.clear()
    this.#kept.clear()
  }

  /**
   * Returns the projection of a row read by key, for a statement that updates and returns it; see `prime`.
   */
  toProjection(model: Model, fields: readonly string[]): Projection {
    return this.#project(model, fields, this.#access.visibleRows(model))
  }

  /**
   * Primes the cache with a row returned by `UPDATE … RETURNING`. Loads that need only its columns are served
   * from it until `clear`.
   */
  prime(model: Model, row: Row): void {
    const key = keyOf(model)
    this.#kept.set(`${model}.${key} ${row[key]}`, row)
  }

  /**
   * Memoizes a value per field of the operation: `of` is the field's node in the document, `owner` the
   * field's definition.
   */
  memoize<Plan>(of: object, owner: object, make: () => Plan): Plan {
    const known = this.#plans.get(of)
    if (known?.owner === owner) return known.plan as Plan
    const plan = make()
    this.#plans.set(of, { owner, plan })
    return plan
  }

  /**
   * Returns a function that loads the row whose field `by` has a value; null if there is none visible to the
   * viewer.
   */
  rowLoader(model: Model, by: string, fields: readonly string[]): (key: unknown) => Promise<Row | null> {
    const projection = this.toProjection(model, fields)
    const { visible } = projection
    const shape = `row ${model}.${by} ${fields} ${visible.key} ${projection.fallback ?? ''}`
    const loader = this.#loader<unknown, Row | null>(shape, async (keys) => {
      const text = prepared(shape, () => rowsText(projection, by))
      const rows = await this.#sql.query<Row>(text, [keys, ...visible.values])
      const byKey = new Map(rows.map((row) => [row.$key, row]))
      return keys.map((one) => byKey.get(one) ?? null)
    })
    const load = (key: unknown) => {
      const kept = this.#primed(model, by, fields, key)
      return kept ? Promise.resolve(kept) : loader.load(key)
    }
    return this.#onRead ? reportRow(model, by, fields, load, this.#onRead) : load
  }

  /** Loads the row whose field `by` has this value; see `rowLoader`. */
  loadRow(model: Model, by: string, fields: readonly string[], key: unknown): Promise<Row | null> {
    // A primed row needs no loader, unless the reads are reported.
    const kept = this.#onRead ? undefined : this.#primed(model, by, fields, key)
    return kept ? Promise.resolve(kept) : this.rowLoader(model, by, fields)(key)
  }

  #primed(model: Model, by: string, fields: readonly string[], key: unknown): Row | undefined {
    const kept = this.#kept.size > 0 ? this.#kept.get(`${model}.${by} ${key}`) : undefined
    return kept && fields.every((field) => field in kept) ? kept : undefined
  }

  /** Returns a function that loads a page of a parent's list (empty for null), or of the list at the root. */
  pageLoader(list: List, request: PageRequest): (parent?: unknown) => Promise<PageRows> {
    const { parents, visible } = this.#conditions(list)
    const shape: PageShape = {
      projection: this.#project(list.model, request.fields, visible),
      parents,
      link: list.link,
      where: list.where,
      order: request.order,
      fromEnd: request.fromEnd,
      bounds: request.bounds,
      limit: request.limit === null ? null : request.limit + (request.withMore ? 1 : 0),
    }
    if (shape.limit === 0) return () => nothing
    const bounds = request.bounds.map((bound) => (bound.inclusive ? `${bound.side}=` : bound.side))
    const key = `page ${listKey(list, shape)} ${request.fields} ${request.order.key} ${request.fromEnd} ${shape.limit} ${bounds}`
    const text = toStatement(shape, key, () => pageText(shape))
    const keysets = request.bounds.flatMap((bound) => bound.keyset)
    const values = [...(parents?.which.values ?? []), ...visible.values, ...list.where.values, ...keysets]
    const report = (load: (parent?: unknown) => Promise<PageRows>) =>
      this.#onRead ? reportPage(list, request.fields, load, this.#onRead) : load
    if (!parents) return report(async () => toPage(await this.#sql.query<Row>(text, values), request))
    const loader = this.#loader<unknown, PageRows>(`${key} ${JSON.stringify(values)}`, async (keys) => {
      const rows = await this.#sql.query<Row>(text, [keys, ...values])
      const byParent: Row[][] = keys.map(() => [])
      for (const row of rows) byParent[(row.$parent as number) - 1]?.push(row)
      return byParent.map((ofOne) => toPage(ofOne, request))
    })
    return report((parent) => (parent == null ? nothing : loader.load(parent)))
  }

  /** Loads a page of this parent's list; see `pageLoader`. */
  loadPage(list: List, request: PageRequest, parent?: unknown): Promise<PageRows> {
    return this.pageLoader(list, request)(parent)
  }

  /** Counts the rows of this parent's list. */
  async count(list: List, parent?: unknown): Promise<number> {
    if (this.#onRead) reportList(list, parent, this.#onRead)
    const { parents, visible } = this.#conditions(list)
    const shape = {
      projection: this.#project(list.model, [], visible),
      parents,
      link: list.link,
      where: list.where,
    }
    const key = `count ${listKey(list, shape)}`
    const values = [...(parents?.which.values ?? []), ...visible.values, ...list.where.values]
    const read = (all: readonly unknown[]) =>
      this.#sql.query<{ $parent: unknown; count: number }>(
        toStatement(shape, key, () => countText(shape)),
        all,
      )
    if (!parents) return (await read(values))[0]?.count ?? 0
    if (parent == null) return 0
    return this.#loader<unknown, number>(`${key} ${JSON.stringify(values)}`, async (keys) => {
      const counts = new Map((await read([keys, ...values])).map((row) => [row.$parent, row.count]))
      return keys.map((one) => counts.get(one) ?? 0)
    }).load(parent)
  }

  /** Loads one key of a batch; all keys of a level are loaded together. */
  batch<Key extends string, Result>(batch: Batch<Key, Result>, key: Key): Promise<Result> {
    if (this.#onRead) for (const read of batch.reads(key)) this.#onRead(read)
    return this.#loader<Key, Result>(`batch ${batch.name}`, (keys) => batch.load(keys, this.#sql)).load(key)
  }

  #project(model: Model, fields: readonly string[], visible: Condition): Projection {
    return { model, fields, visible, fallback: this.#fallbacks.get(model) }
  }

  /** Returns the conditions of a list's statement: on its parents, if any, and on its rows. */
  #conditions(list: List): { parents: PageShape['parents']; visible: Condition } {
    const access = this.#access.accessFor(list)
    const visible = access.kind === 'viaLink' ? always : access.rows
    if (list.by === undefined) return { parents: undefined, visible }
    return { parents: { by: list.by, which: 'parents' in access ? access.parents : always }, visible }
  }

  #loader<Key, Result>(
    name: string,
    load: (keys: readonly Key[]) => Promise<Result[]>,
  ): DataLoader<Key, Result> {
    const known = this.#loaders.get(name) as DataLoader<Key, Result> | undefined
    if (known) return known
    const loader = new DataLoader<Key, Result>((keys) => {
      if (batches.hasSubscribers) batches.publish({ keys: keys.length })
      return load(keys)
    })
    this.#loaders.set(name, loader as unknown as DataLoader<never, unknown>)
    return loader
  }
}

/**
 * Returns the statement of a list, prepared unless it is a filtered list at the root or searches for a text: how rare the
 * values of its filter are decides which index to read, so PostgreSQL plans it each time.
 */
function toStatement(
  { parents, where }: Pick<PageShape, 'parents' | 'where'>,
  key: string,
  text: () => string,
): Statement {
  const isPrepared = where.values.length === 0 || (parents && !where.isPlannedByValue)
  return isPrepared ? prepared(key, text) : { text: text() }
}

/** The key includes the access conditions: viewers with different access use different statements. */
function listKey(
  { model, by, link, where }: List,
  { projection, parents }: Pick<PageShape, 'projection' | 'parents'>,
) {
  const rights = `${parents?.which.key ?? ''} ${projection.visible.key}`
  return `${model}.${by ?? ''} ${link ? toLinkKey(link) : ''} ${rights} ${where.key} ${projection.fallback ?? ''}`
}

function toPage(rows: Row[], request: PageRequest): PageRows {
  const more = request.limit !== null && rows.length > request.limit
  const within = more ? rows.slice(0, request.limit ?? undefined) : rows
  return { rows: request.fromEnd ? within.reverse() : within, more }
}
