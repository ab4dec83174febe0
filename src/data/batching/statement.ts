import { computedText, derivedTextFor } from './computed.ts'
import type { Condition } from './condition.ts'
import { joinText, type Link } from './link.ts'
import { type Bound, boundText, type Order, orderText } from './order.ts'
import { column, type Model, ref, table } from './table.ts'

/** Rows of one model, as a loader asks for them: which columns, and which rows may be seen at all. */
export type Projection = {
  readonly model: Model
  readonly fields: readonly string[]
  readonly visible: Condition
  /** What is read instead of the model's table, where the database lacks it. */
  readonly fallback?: string
}

function rowsOf({ model, fallback: standIn }: Projection): string {
  return standIn ?? table(model).name
}

/** Hands out `$1`, `$2`, … in the order in which the values will be bound. */
class Placeholders {
  #count = 0
  next(): string {
    this.#count += 1
    return `$${this.#count}`
  }
  take(values: readonly unknown[]): string[] {
    return values.map(() => this.next())
  }
}

/**
 * A value that the planner does not look into, as it would choose a plan by it that is right for most parents and ruinous
 * for one: whoever has most of the rows.
 */
const hideFromPlanner = (value: string) => `(select ${value})`

/**
 * The keys of a level as one array that the planner does not look into. With their number before it, it would take every
 * plan made for just these keys for cheaper than one for any, and plan each execution anew, which costs more than most
 * statements; so it keeps one plan, unless the other values of the statement call for their own.
 */
export function keysText(placeholder: string, type: string): string {
  return `${hideFromPlanner(`${placeholder}::${type}[]`)}::${type}[]`
}

function columnList(row: string, { model, fields }: Projection): string {
  return fields
    .map((field) => `${computedText(model, field, row) ?? ref(row, model, field)} as "${field}"`)
    .join(', ')
}

/** The rows of these keys: one statement, whatever their number. Values: the keys, then those of `visible`. */
export function rowsText(reading: Projection, by: string): string {
  const bind = new Placeholders()
  const key = column(reading.model, by)
  const keys = keysText(bind.next(), key.type)
  const visible = reading.visible.text('t', bind.take(reading.visible.values))
  return `select ${columnList('t', reading)}, t."${key.name}" as "$key" from ${rowsOf(reading)} t
where t."${key.name}" = any(${keys}) and ${visible}`
}

/** What a statement that changes rows gives back to be read, and in `$seen` whether the viewer sees such a row. */
export function returningText(reading: Projection, placeholders: readonly string[]): string {
  return `${columnList('t', reading)}, ${reading.visible.text('t', placeholders)} as "$seen"`
}

/** How the rows of a list hang on their parents: by which field, and which parents count (`which` is about `p.id`). */
export type Parents = { readonly by: string; readonly which: Condition }

export type PageShape = {
  readonly reading: Projection
  /** Absent at the root: one list without a parent. */
  readonly parents?: Parents
  /** A table between rows and parents, such as session_assets; `Parents.by` is then a field of that table. */
  readonly link?: Link
  readonly where: Condition
  readonly order: Order
  readonly fromEnd: boolean
  readonly bounds: readonly Bound[]
  readonly limit: number | null
}

/**
 * A page of rows for each of many parents, in one statement: the parents are unnested, and for each the database reads
 * no more rows than the page has. `$parent` is the parent's place among the keys, from 1 on. Values: parents, `which`,
 * `visible`, `where`, the places of the bounds.
 */
export function pageText(shape: PageShape): string {
  const { reading, order, parents, link } = shape
  const bind = new Placeholders()
  const keys = parents && keysText(bind.next(), typeOfParent(parents, reading, link))
  const whichParents = parents?.which.text('p', bind.take(parents.which.values))
  const conditions = [
    reading.visible.text('t', bind.take(reading.visible.values)),
    shape.where.text('t', bind.take(shape.where.values)),
  ].filter((text) => text !== 'true')
  // Of a parent that seems to have fewer rows than the page, the planner would read and sort them all: of a long chat, too.
  const write = parents ? hideFromPlanner : (value: string) => value
  const bounds = shape.bounds.map((bound) => boundText('t', order, bound, bind.take(bound.keyset), write))
  conditions.push(...bounds)
  let from = `${rowsOf(reading)} t`
  if (parents && link) {
    from = joinText(link, reading.model)
    conditions.unshift(`${ref('l', link.model, parents.by)} = p.id`)
  } else if (parents) {
    conditions.unshift(`${ref('t', reading.model, parents.by)} = p.id`)
  }
  const where = conditions.length > 0 ? `\nwhere ${conditions.join(' and ')}` : ''
  const inOrder = orderText('t', order, shape.fromEnd)
  const limit = shape.limit === null ? '' : ` limit ${write(String(shape.limit))}`
  const shared = parents && !link ? sharedByParent(reading, parents.by) : new Map<string, string>()
  const own = { ...reading, fields: reading.fields.filter((field) => !shared.has(field)) }
  const listOf = (rows: string, also = '') =>
    `select ${columnList('t', own)} from ${rows}${where}${also}\n${inOrder}${limit}`
  const list =
    parents && link && 'scansInOrder' in link && link.scansInOrder && limit
      ? scanFirst(
          { link, parents, model: reading.model, bounds, inOrder, limit: write(String(shape.limit)) },
          listOf,
        )
      : listOf(from)
  if (!parents) return list
  const which = whichParents === 'true' ? '' : ` where ${whichParents}`
  const names = [...shared.keys()].map((field) => `p."${field}", `).join('')
  const texts = [...shared].map(([field, text]) => `, ${text} as "${field}"`).join('')
  // Without the offset, the planner would compute them for each row after all.
  const once = shared.size > 0 ? ' offset 0' : ''
  return `select p.place as "$parent", ${names}t.* from (select p.id, p.place::int${texts}
from unnest(${keys}) with ordinality p(id, place)${which}${once}) p
cross join lateral (${list}) t`
}

/** A parent with more links has its page looked for among the first rows of the whole table. */
const manyLinks = 200
const scannedRows = 3_000

type Scan = {
  readonly link: Link
  readonly parents: Parents
  readonly model: Model
  readonly bounds: readonly string[]
  readonly inOrder: string
  readonly limit: string
}

/**
 * A list of linked rows that reads pages, not histories, for a parent with many links (`Link.scansInOrder`): the first
 * `scannedRows` rows of the whole table in the list's order are filtered, and all rows of the parent are read and sorted
 * only where these do not fill the page. `list` writes the list over a source of rows, with another condition.
 */
function scanFirst(
  { link, parents, model, bounds, inOrder, limit }: Scan,
  list: (from: string, also?: string) => string,
): string {
  const links = `select from ${table(link.model).name} n where ${ref('n', link.model, parents.by)} = p.id`
  const within = ['(select yes from many)', ...bounds].join(' and ')
  const scan = `(select * from ${table(model).name} t where ${within} ${inOrder} limit ${scannedRows})`
  const found = '(select count(*) from scanned)'
  return `with many as materialized (select count(*) > ${manyLinks} as yes from (${links} limit ${manyLinks + 1}) n),
scanned as materialized (${list(joinText(link, model, scan))})
select * from scanned where ${found} >= ${limit}
union all (${list(joinText(link, model), ` and ${found} < ${limit}`)})`
}

/** What is the same for all rows of a parent (`p.id`), and the texts of it. */
function sharedByParent({ model, fields }: Projection, by: string): Map<string, string> {
  const texts = fields.map((field) => [field, derivedTextFor(model, field, by, 'p.id')] as const)
  return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function typeOfParent({ by }: Parents, { model }: Projection, link: Link | undefined): string {
  return column(link?.model ?? model, by).type
}

/** How many rows each parent has (no row for a parent that has none). Values: parents, `which`, `visible`, `where`. */
export function countText(shape: Omit<PageShape, 'order' | 'fromEnd' | 'bounds' | 'limit'>): string {
  const { reading, parents, link } = shape
  const bind = new Placeholders()
  const keys = parents && keysText(bind.next(), typeOfParent(parents, reading, link))
  const whichParents = parents?.which.text('p', bind.take(parents.which.values))
  const visible = reading.visible.text('t', bind.take(reading.visible.values))
  const where = shape.where.text('t', bind.take(shape.where.values))
  const rows = rowsOf(reading)
  if (!parents) return `select count(*)::int as "count" from ${rows} t where ${visible} and ${where}`
  const joined = link
    ? `(${joinText(link, reading.model)}) on ${ref('l', link.model, parents.by)} = p.id`
    : `${rows} t on ${ref('t', reading.model, parents.by)} = p.id`
  return `select p.id as "$parent", count(*)::int as "count" from unnest(${keys}) p(id)
join ${joined} where ${whichParents} and ${visible} and ${where} group by p.id`
}
