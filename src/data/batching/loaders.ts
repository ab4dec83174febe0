import DataLoader from 'dataloader'
import type { Queryable } from '../database.ts'
import { batches } from '../observed.ts'
import { always, type Condition } from './condition.ts'
import { keyOfLink, type Link } from './link.ts'
import type { Bound, Order } from './order.ts'
import { prepared } from './prepared.ts'
import { countText, type PageShape, pageText, type Reading, rowsText } from './statement.ts'
import { keyOf, type Model } from './table.ts'

export type Row = Readonly<Record<string, unknown>>

/** Which rows of a model the viewer may see; see src/auth/rules.ts. */
export type Visibility = {
  /** Of rows that are named by a key. */
  readonly visible: Condition
  /** Of rows that stand in a list. */
  readonly listed: Condition
  /** Of rows reached from the parent that `field` names: what is asked of the parent (`p.id`), and then of the row. */
  readonly through?: { readonly field: string; readonly parents: Condition; readonly rows: Condition }
  /** Of rows reached through a visible row of this model, which links them, nothing more need be asked. */
  readonly linkedBy?: Model
}

/** A list of rows: of a model, hanging on parents by a field (or at the root), filtered and ordered. */
export type List = {
  readonly model: Model
  readonly by?: string
  readonly link?: Link
  readonly where: Condition
  /** Rows that are deleted softly too, for an admin who asks. */
  readonly withDeleted?: boolean
}

/** A part of a list: the rows between bounds, counted from one end. `limit: null` reads the whole (short) list. */
export type Part = {
  readonly fields: readonly string[]
  readonly order: Order
  readonly limit: number | null
  readonly fromEnd: boolean
  readonly bounds: readonly Bound[]
  /** Whether to find out if the list goes on after the part, which takes reading one row more. */
  readonly withMore: boolean
}

export type PartOfList = { readonly rows: Row[]; readonly more: boolean }

/** Something else that is read for many parents at once, such as a sum: one call of `load` for all keys of a level. */
export type Batch<Key extends string, Result> = {
  readonly name: string
  readonly load: (keys: readonly Key[], sql: Queryable) => Promise<Result[]>
}

const nothing: Promise<PartOfList> = Promise.resolve({ rows: [], more: false })

/**
 * The loaders of one request: every row that a query reads comes through here, under the viewer's rule, and all rows of
 * one level come in one statement, however many parents ask. They remember what they read until `clear`.
 */
export class Loaders {
  readonly #sql: Queryable
  readonly #visibility: (model: Model, withDeleted?: boolean) => Visibility
  readonly #standIns: ReadonlyMap<Model, string>
  readonly #loaders = new Map<string, DataLoader<never, unknown>>()
  readonly #plans = new Map<object, { readonly owner: object; readonly plan: unknown }>()
  readonly #kept = new Map<string, Row>()

  constructor(
    sql: Queryable,
    visibility: (model: Model, withDeleted?: boolean) => Visibility,
    standIns: ReadonlyMap<Model, string> = new Map(),
  ) {
    this.#sql = sql
    this.#visibility = visibility
    this.#standIns = standIns
  }

  /** Forgets everything read so far: after a write, nothing stale is answered. */
  clear(): void {
    this.#loaders.clear()
    this.#plans.clear()
    this.#kept.clear()
  }

  /** How a row that is named by its key is read, for a statement that changes it and reads it at once; see `keep`. */
  reading(model: Model, fields: readonly string[]): Reading {
    return this.#reading(model, fields, this.#visibility(model).visible)
  }

  /** Remembers a row as a write left it: until `clear`, whoever asks for no more of it than this need not read it. */
  keep(model: Model, row: Row): void {
    const key = keyOf(model)
    this.#kept.set(`${model}.${key} ${row[key]}`, row)
  }

  /**
   * What does not change from row to row of a level, made once for each field of the query: `of` is the field's node in
   * the document, `owner` the field's definition.
   */
  plan<Plan>(of: object, owner: object, make: () => Plan): Plan {
    const known = this.#plans.get(of)
    if (known?.owner === owner) return known.plan as Plan
    const plan = make()
    this.#plans.set(of, { owner, plan })
    return plan
  }

  /** Reads rows of a model whose field `by` has a value: null where there is none that the viewer may see. */
  rows(model: Model, by: string, fields: readonly string[]): (key: unknown) => Promise<Row | null> {
    const reading = this.reading(model, fields)
    const { visible } = reading
    const shape = `row ${model}.${by} ${fields} ${visible.key} ${reading.standIn ?? ''}`
    const loader = this.#loader<unknown, Row | null>(shape, async (keys) => {
      const text = prepared(shape, () => rowsText(reading, by))
      const rows = await this.#sql.query<Row>(text, [keys, ...visible.values])
      const byKey = new Map(rows.map((row) => [row.$key, row]))
      return keys.map((one) => byKey.get(one) ?? null)
    })
    return (key) => {
      const kept = this.#kept.size > 0 ? this.#kept.get(`${model}.${by} ${key}`) : undefined
      return kept && fields.every((field) => field in kept) ? Promise.resolve(kept) : loader.load(key)
    }
  }

  /** The row whose field `by` has this value; see `rows`. */
  row(model: Model, by: string, fields: readonly string[], key: unknown): Promise<Row | null> {
    return this.rows(model, by, fields)(key)
  }

  /** Reads a part of a list for a parent (nothing for null); of a list that hangs on no parent, of the one at the root. */
  parts(list: List, part: Part): (parent?: unknown) => Promise<PartOfList> {
    const { parents, visible } = this.#parents(list)
    const shape: PageShape = {
      reading: this.#reading(list.model, part.fields, visible),
      parents,
      link: list.link,
      where: list.where,
      order: part.order,
      fromEnd: part.fromEnd,
      bounds: part.bounds,
      limit: part.limit === null ? null : part.limit + (part.withMore ? 1 : 0),
    }
    if (shape.limit === 0) return () => nothing
    const bounds = part.bounds.map((bound) => (bound.inclusive ? `${bound.side}=` : bound.side))
    const key = `part ${keyOfList(list, shape)} ${part.fields} ${part.order.key} ${part.fromEnd} ${shape.limit} ${bounds}`
    const text = prepared(key, () => pageText(shape))
    const places = part.bounds.flatMap((bound) => bound.place)
    const values = [...(parents?.which.values ?? []), ...visible.values, ...list.where.values, ...places]
    if (!parents) return async () => partOf(await this.#sql.query<Row>(text, values), part)
    const loader = this.#loader<unknown, PartOfList>(`${key} ${JSON.stringify(values)}`, async (keys) => {
      const rows = await this.#sql.query<Row>(text, [keys, ...values])
      const byParent: Row[][] = keys.map(() => [])
      for (const row of rows) byParent[(row.$parent as number) - 1]?.push(row)
      return byParent.map((ofOne) => partOf(ofOne, part))
    })
    return (parent) => (parent == null ? nothing : loader.load(parent))
  }

  /** A part of the list of this parent; see `parts`. */
  part(list: List, part: Part, parent?: unknown): Promise<PartOfList> {
    return this.parts(list, part)(parent)
  }

  /** How many rows the list of this parent has. */
  async count(list: List, parent?: unknown): Promise<number> {
    const { parents, visible } = this.#parents(list)
    const shape = {
      reading: this.#reading(list.model, [], visible),
      parents,
      link: list.link,
      where: list.where,
    }
    const key = `count ${keyOfList(list, shape)}`
    const values = [...(parents?.which.values ?? []), ...visible.values, ...list.where.values]
    const read = (all: readonly unknown[]) =>
      this.#sql.query<{ $parent: unknown; count: number }>(
        prepared(key, () => countText(shape)),
        all,
      )
    if (!parents) return (await read(values))[0]?.count ?? 0
    if (parent == null) return 0
    return this.#loader<unknown, number>(`${key} ${JSON.stringify(values)}`, async (keys) => {
      const counts = new Map((await read([keys, ...values])).map((row) => [row.$parent, row.count]))
      return keys.map((one) => counts.get(one) ?? 0)
    }).load(parent)
  }

  /** One key's share of a batch: what is neither a row nor a list, but read for all parents of a level at once too. */
  batch<Key extends string, Result>(batch: Batch<Key, Result>, key: Key): Promise<Result> {
    return this.#loader<Key, Result>(`batch ${batch.name}`, (keys) => batch.load(keys, this.#sql)).load(key)
  }

  #reading(model: Model, fields: readonly string[], visible: Condition): Reading {
    return { model, fields, visible, standIn: this.#standIns.get(model) }
  }

  #parents({ model, by, link, withDeleted }: List): { parents: PageShape['parents']; visible: Condition } {
    const { visible, listed, through, linkedBy } = this.#visibility(model, withDeleted)
    if (by === undefined) return { parents: undefined, visible: listed }
    const hoist = link ? this.#visibility(link.model).through : through
    if (hoist?.field !== by) return { parents: { by, which: always }, visible: link ? visible : listed }
    const which = hoist.parents
    if (!link || linkedBy !== link.model || hoist.rows !== always)
      return { parents: { by, which }, visible: link ? visible : hoist.rows }
    return { parents: { by, which }, visible: always }
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

/** Whoever may see other parents or other rows has another statement. */
function keyOfList(
  { model, by, link, where }: List,
  { reading, parents }: Pick<PageShape, 'reading' | 'parents'>,
) {
  const rights = `${parents?.which.key ?? ''} ${reading.visible.key}`
  return `${model}.${by ?? ''} ${link ? keyOfLink(link) : ''} ${rights} ${where.key} ${reading.standIn ?? ''}`
}

function partOf(rows: Row[], part: Part): PartOfList {
  const more = part.limit !== null && rows.length > part.limit
  const within = more ? rows.slice(0, part.limit ?? undefined) : rows
  return { rows: part.fromEnd ? within.reverse() : within, more }
}
