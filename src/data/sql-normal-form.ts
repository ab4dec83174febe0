import { loadModule, parseSync } from 'libpg-query'

// PostgreSQL keeps expressions parsed and writes them anew whenever it is asked, and what it writes is parsed and written
// in yet another way after a restore: `(ARRAY['a'::varchar])::text[]` becomes `ARRAY[('a'::varchar)::text]`. So trees are
// compared, without what makes no difference: casts between kinds of text, schemas, the order of alternatives.

await loadModule()

type Node = null | string | number | boolean | readonly Node[] | { readonly [key: string]: Node }
type Fields = { readonly [key: string]: Node }

const isFields = (node: Node | undefined): node is Fields =>
  typeof node === 'object' && node !== null && !Array.isArray(node)

const textTypes = new Set(['text', 'varchar', 'bpchar'])
const positions = new Set(['location', 'list_start', 'list_end', 'stmt_location', 'stmt_len', 'schemaname'])

/** The definition of a column's default, a constraint, an index or a trigger, alike wherever it means the same. */
export function normalForm(kind: 'default' | 'constraint' | 'index' | 'trigger', text: string): string {
  return JSON.stringify(kind === 'default' ? constant(parse(`SELECT ${text}`)) : parseDefinition(text))
}

const parseDefinition = (text: string) =>
  parse(text.startsWith('CREATE ') ? text : `ALTER TABLE t ADD CONSTRAINT c ${text}`)

/** Text that this parser does not know stands for itself. */
function parse(sql: string): Node {
  try {
    const { stmts } = parseSync(sql) as unknown as { stmts: { stmt: Node }[] }
    return simplify(stmts[0]?.stmt ?? null)
  } catch {
    return sql
  }
}

/** The column's type decides what a constant is, however it is written. */
function constant(select: Node): Node {
  if (!isFields(select) || !isFields(select.SelectStmt)) return select
  const target = (select.SelectStmt.targetList as Node[])[0]
  let value = isFields(target) && isFields(target.ResTarget) ? (target.ResTarget.val ?? null) : null
  while (isFields(value) && isFields(value.TypeCast)) value = value.TypeCast.arg ?? null
  const [literal] = isFields(value) && isFields(value.A_Const) ? Object.entries(value.A_Const) : []
  if (!literal) return value
  const [kind, written] = literal
  return { constant: String((isFields(written) && Object.values(written)[0]) || zeros[kind] || '') }
}

/** What the parser leaves out of its tree. */
const zeros: Readonly<Record<string, string>> = { ival: '0', boolval: 'false' }

function simplify(node: Node): Node {
  if (Array.isArray(node)) return node.map(simplify)
  if (!isFields(node)) return node
  const fields = Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !positions.has(key))
      .map(([key, value]) => [key, simplify(isName(key) ? lastOf(value) : value)]),
  )
  const cast = fields.TypeCast
  if (isFields(cast) && isTextType(cast.typeName)) return cast.arg ?? null
  if (isFields(fields.A_ArrayExpr)) return { ...fields, A_ArrayExpr: sorted(fields.A_ArrayExpr, 'elements') }
  if (isFields(fields.BoolExpr)) return { ...fields, BoolExpr: sorted(fields.BoolExpr, 'args') }
  return fields
}

/** Names that may be given with their schema. */
const isName = (key: string) => ['funcname', 'opclass', 'names'].includes(key)
const lastOf = (names: Node): Node => (Array.isArray(names) ? names.slice(-1) : names)

function isTextType(type: Node | undefined): boolean {
  const [name] = isFields(type) && Array.isArray(type.names) ? (type.names as Node[]) : []
  return isFields(name) && isFields(name.String) && textTypes.has(String(name.String.sval))
}

function sorted(fields: Fields, key: string): Fields {
  const members = fields[key]
  if (!Array.isArray(members)) return fields
  return { ...fields, [key]: members.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) }
}

/** A status in the platform's first index that no version of the platform writes; its models' index goes without. */
const unwrittenValue = 'waiting_for_input'

/**
 * Whether a unique index allows no more than another one would: its columns are among the other's, and each row that the
 * other holds is one of its own.
 */
export function isStricter(actual: string, expected: string): boolean {
  const [one, other] = [indexOf(actual), indexOf(expected)]
  if (!one || !other || !one.isUnique || !other.isUnique) return false
  return (
    one.keys.every((key) => other.keys.includes(key)) &&
    one.conditions.every((condition) => other.conditions.some((given) => implies(given, condition)))
  )
}

function indexOf(definition: string) {
  const statement = parseDefinition(definition)
  const index = isFields(statement) ? statement.IndexStmt : undefined
  if (!isFields(index)) return undefined
  const where = index.whereClause
  const both = isFields(where) && isFields(where.BoolExpr) ? where.BoolExpr : undefined
  const conditions = both?.boolop === 'AND_EXPR' ? (both.args as Node[]) : where === undefined ? [] : [where]
  return {
    isUnique: index.unique === true,
    keys: (index.indexParams as Node[]).map((key) => JSON.stringify(key)),
    conditions,
  }
}

function implies(given: Node, condition: Node): boolean {
  if (JSON.stringify(given) === JSON.stringify(condition)) return true
  const [few, many] = [alternatives(given), alternatives(condition)]
  if (!few || !many || few.subject !== many.subject) return false
  return few.values.every((value) => many.values.includes(value) || value.includes(`"${unwrittenValue}"`))
}

/** `subject = ANY (ARRAY[values])`, or with one value `subject = value`. */
function alternatives(node: Node): { subject: string; values: string[] } | undefined {
  const expression = isFields(node) ? node.A_Expr : undefined
  if (!isFields(expression) || JSON.stringify(expression.name) !== '[{"String":{"sval":"="}}]')
    return undefined
  const right = expression.rexpr
  const list =
    isFields(right) && isFields(right.A_ArrayExpr) ? (right.A_ArrayExpr.elements as Node[]) : undefined
  const values = expression.kind === 'AEXPR_OP_ANY' ? list : [right ?? null]
  return (
    values && {
      subject: JSON.stringify(expression.lexpr),
      values: values.map((value) => JSON.stringify(value)),
    }
  )
}
