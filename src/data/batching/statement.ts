import { getComputedText, getDerivedText, omitIncluded } from './computed.ts'
import { always, type Condition, unindexed } from './condition.ts'
import { joinText, type Link } from './link.ts'
import { type Bound, boundText, type Order, orderText } from './order.ts'
import { column, type Model, ref, table } from './table.ts'

/** The columns to read of a model's rows, and the access condition. */
export type Projection = {
  readonly model: Model
  readonly fields: readonly string[]
  readonly visible: Condition
  /** A subquery that replaces the model's table, if the database lacks it. */
  readonly fallback?: string
}

function rowsOf({ model, fallback }: Projection): string {
  return fallback ?? table(model).name
}

/** Allocates `$1`, `$2`, … in the order in which the values will be bound. */
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
 * Hides a parameter from the planner (scalar sub-select) so that a generic plan is used. With the value
 * visible, PostgreSQL picks plans that degrade on skewed parents.
 */
const hideFromPlanner = (value: string) => `(select ${value})`

/**
 * Returns the keys of a level as one array that is hidden from the planner. If the planner saw the array's
 * length, it would estimate every custom plan as cheaper than the generic one and replan each execution,
 * which costs more than most statements.
 */
export function keysText(placeholder: string, type: string): string {
  return `${hideFromPlanner(`${placeholder}::${type}[]`)}::${type}[]`
}

function columnList(row: string, { model, fields }: Projection): string {
  return omitIncluded(model, fields)
    .map((field) => `${getComputedText(model, field, row) ?? ref(row, model, field)} as "${field}"`)
    .join(', ')
}

/**
 * Returns the text of an access condition that is checked on each of the rows that are given by key. As a condition that
 * PostgreSQL may find rows by, it would read all rows of the viewer: a plan for any keys assumes far fewer than some have.
 */
function checkText(row: string, condition: Condition, bind: Placeholders): string {
  const check = condition === always ? condition : unindexed(condition)
  return check.text(row, bind.take(condition.values), true)
}

/**
 * Returns the statement that reads rows by key, in one statement for any number of keys. Values: the keys,
 * then those of `visible`.
 */
export function rowsText(projection: Projection, by: string): string {
  const bind = new Placeholders()
  const key = column(projection.model, by)
  const keys = keysText(bind.next(), key.type)
  const visible = checkText('t', projection.visible, bind)
  return `select ${columnList('t', projection)}, t."${key.name}" as "$key" from ${rowsOf(projection)} t
where t."${key.name}" = any(${keys}) and ${visible}`
}

/**
 * Returns the RETURNING list of an update: the columns, and in `$seen` whether the viewer may see the row.
 */
export function returningText(projection: Projection, placeholders: readonly string[]): string {
  return `${columnList('t', projection)}, ${projection.visible.text('t', placeholders)} as "$seen"`
}

/**
 * The relation of a list to its parents: the field, and the condition on parents (`which` refers to `p.id`).
 */
export type Parents = { readonly by: string; readonly which: Condition }

/** Everything that determines the text of a list's statement. */
export type PageShape = {
  readonly projection: Projection
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
 * Returns the statement that reads one page for each of many parents: the parents are unnested, and a lateral
 * join reads at most a page of rows for each. `$parent` is the parent's 1-based index among the keys. Values:
 * parents, `which`, `visible`, `where`, the keysets of the bounds.
 */
export function pageText(shape: PageShape): string {
  const { projection, parents, link } = shape
  const bind = new Placeholders()
  if (!parents) return listText(shape, bind)
  const keys = keysText(bind.next(), typeOfParent(parents, projection, link))
  const condition = checkText('p', parents.which, bind)
  const shared = link ? new Map<string, string>() : sharedByParent(projection, parents.by)
  const own = { ...projection, fields: projection.fields.filter((field) => !shared.has(field)) }
  const list = listText({ ...shape, projection: own }, bind, keys)
  const where = condition === 'true' ? '' : ` where ${condition}`
  const names = [...shared.keys()].map((field) => `p."${field}", `).join('')
  const texts = [...shared].map(([field, text]) => `, ${text} as "${field}"`).join('')
  // Without `offset 0`, the planner would inline the expressions and compute them per row.
  const once = shared.size > 0 ? ' offset 0' : ''
  return `select p.place as "$parent", ${names}t.* from (select p.id, p.place::int${texts}
from unnest(${keys}) with ordinality p(id, place)${where}${once}) p
cross join lateral (${list}) t`
}

/**
 * Returns the query for a page of one parent (`p.id`), or of a list without a parent. `keys` are those of all parents.
 * Values: `visible`, `where`, the keysets of the bounds.
 */
function listText(shape: PageShape, bind: Placeholders, keys?: string): string {
  const { projection, order, parents, link } = shape
  const { model, visible } = projection
  // For a parent estimated to have fewer rows than the page, the planner would read and sort all of its rows,
  // even of a long chat.
  const write = parents ? hideFromPlanner : (value: string) => value
  const access = visible.text('t', bind.take(visible.values), parents !== undefined && !link)
  const filter = shape.where.text('t', bind.take(shape.where.values), false, keys)
  const bounds = shape.bounds.map((bound) => boundText('t', order, bound, bind.take(bound.keyset), write))
  const conditions = [access, filter].filter((text) => text !== 'true').concat(bounds)
  if (parents) conditions.unshift(`${ref(link ? 'l' : 't', link?.model ?? model, parents.by)} = p.id`)
  const where = conditions.length > 0 ? `\nwhere ${conditions.join(' and ')}` : ''
  const inOrder = orderText('t', order, shape.fromEnd)
  const limit = shape.limit === null ? '' : ` limit ${write(String(shape.limit))}`
  const selectFrom = (rows: string, also = '') =>
    `select ${columnList('t', projection)} from ${rows}${where}${also}\n${inOrder}${limit}`
  if (!parents || !link) return selectFrom(`${rowsOf(projection)} t`)
  return 'scansInOrder' in link && link.scansInOrder && shape.limit !== null
    ? scanFirst({ link, parents, model, bounds, inOrder, limit: shape.limit }, selectFrom)
    : selectFrom(joinText(link, model))
}

/** Number of links from which a parent's page is searched among the first rows of the whole table. */
const manyLinks = 200
/** The number of rows that are searched first: for each row of the page, and at least. */
const scannedPerRow = 60
const minScanned = 3_000
/** The factor for the rows that are searched next, and for the links of a parent for which they are. */
const wider = 10

type Scan = {
  readonly link: Link
  readonly parents: Parents
  readonly model: Model
  readonly bounds: readonly string[]
  readonly inOrder: string
  readonly limit: number
}

/**
 * Returns a list of linked rows for parents with many links (`Link.scansInOrder`): the first rows of the whole
 * table in the list's order are filtered; then, of a parent with very many links, ten times as many, if the
 * first had a tenth of the page. All rows of the parent are read and sorted only if these do not fill the
 * page. `list` renders the list over a source of rows with an additional condition.
 */
function scanFirst(
  { link, parents, model, bounds, inOrder, limit }: Scan,
  list: (from: string, also?: string) => string,
): string {
  const links = `select from ${table(link.model).name} n where ${ref('n', link.model, parents.by)} = p.id`
  const hasMore = (count: number) => `(select count from links) > ${count}`
  const scan = (rows: number, isWanted: string) => {
    const within = [isWanted, ...bounds].join(' and ')
    const source = `(select * from ${table(model).name} t where ${within} ${inOrder} limit ${rows})`
    return list(joinText(link, model, source))
  }
  const found = (name: string) => `(select count(*) from ${name})`
  const wanted = hideFromPlanner(String(limit))
  const first = Math.max(minScanned, scannedPerRow * limit)
  const isPromising = `${hasMore(wider * manyLinks)} and ${found('scanned')} between ${wanted} / ${wider}.0 and ${wanted} - 1`
  return `with links as materialized (select count(*) from (${links} limit ${wider * manyLinks + 1}) n),
scanned as materialized (${scan(first, hasMore(manyLinks))}),
wider as materialized (${scan(wider * first, isPromising)})
select * from scanned where ${found('scanned')} >= ${wanted}
union all select * from wider where ${found('wider')} >= ${wanted}
union all (${list(joinText(link, model), ` and greatest(${found('scanned')}, ${found('wider')}) < ${wanted}`)})`
}

/** Returns the computed columns that are equal for all rows of a parent (`p.id`), with their SQL texts. */
function sharedByParent({ model, fields }: Projection, by: string): Map<string, string> {
  const texts = fields.map((field) => [field, getDerivedText(model, field, by, 'p.id')] as const)
  return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function typeOfParent({ by }: Parents, { model }: Projection, link: Link | undefined): string {
  return column(link?.model ?? model, by).type
}

/**
 * Returns the statement that counts each parent's rows (no result row for a parent without rows). Values:
 * parents, `which`, `visible`, `where`.
 */
export function countText(shape: Omit<PageShape, 'order' | 'fromEnd' | 'bounds' | 'limit'>): string {
  const { projection, parents, link } = shape
  const bind = new Placeholders()
  const keys = parents && keysText(bind.next(), typeOfParent(parents, projection, link))
  const parentCondition = parents && checkText('p', parents.which, bind)
  const isOfParent = parents !== undefined && parents.which !== always && !link
  const visible = projection.visible.text('t', bind.take(projection.visible.values), isOfParent)
  const where = shape.where.text('t', bind.take(shape.where.values), false, keys)
  const rows = rowsOf(projection)
  if (!parents) return `select count(*)::int as "count" from ${rows} t where ${visible} and ${where}`
  const joined = link
    ? `(${joinText(link, projection.model)}) on ${ref('l', link.model, parents.by)} = p.id`
    : `${rows} t on ${ref('t', projection.model, parents.by)} = p.id`
  return `select p.id as "$parent", count(*)::int as "count" from unnest(${keys}) p(id)
join ${joined} where ${parentCondition} and ${visible} and ${where} group by p.id`
}
