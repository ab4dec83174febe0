import { parseStatements } from './sql-parser.ts'

// PostgreSQL stores parsed expressions and deparses them on request; after a dump and restore the deparsed
// text differs: `(ARRAY['a'::varchar])::text[]` becomes `ARRAY[('a'::varchar)::text]`. So parse trees are
// compared, ignoring casts between text types, schemas and the order of alternatives.

type Node = null | string | number | boolean | readonly Node[] | { readonly [key: string]: Node }
type Fields = { readonly [key: string]: Node }

/** The kind of a definition, and its text as PostgreSQL's catalog has it. */
export type Definition = readonly [kind: 'default' | 'constraint' | 'index' | 'trigger', text: string]

/** Compares definitions of SQL. */
export type Forms = {
  /** Returns a normal form of a definition, equal for definitions with the same meaning. */
  normalForm(...definition: Definition): string
  /**
   * True if one unique index implies another: its columns are a subset of the other's, and its predicate covers
   * every row of the other's.
   */
  isStricter(actual: string, expected: string): boolean
}

/** Compares texts as they are. */
export const verbatim: Forms = { normalForm: (_kind, text) => text, isStricter: () => false }

/** Parses definitions, and resolves with what compares them. Text that the parser rejects represents itself. */
export async function parseDefinitions(definitions: readonly Definition[]): Promise<Forms> {
  const statements = [...new Set(definitions.map((definition) => toStatement(...definition)))]
  const parsed = await parseStatements(statements)
  const trees = new Map(statements.map((sql, n) => [sql, simplify((parsed[n] ?? sql) as Node)]))
  const getTree = (...definition: Definition): Node => {
    const tree = trees.get(toStatement(...definition))
    if (tree === undefined) throw new Error(`This definition was not parsed: ${definition[1]}`)
    return tree
  }
  return {
    normalForm: (kind, text) =>
      JSON.stringify(kind === 'default' ? toConstant(getTree(kind, text)) : getTree(kind, text)),
    isStricter: (actual, expected) => isStricter(getTree('index', actual), getTree('index', expected)),
  }
}

const toStatement = (...[kind, text]: Definition): string => {
  if (kind === 'default') return `SELECT ${text}`
  return kind === 'constraint' ? `ALTER TABLE t ADD CONSTRAINT c ${text}` : text
}

const isFields = (node: Node | undefined): node is Fields =>
  typeof node === 'object' && node !== null && !Array.isArray(node)

const textTypes = new Set(['text', 'varchar', 'bpchar'])
const positions = new Set(['location', 'list_start', 'list_end', 'stmt_location', 'stmt_len', 'schemaname'])

/** Returns the constant without casts, since the column's type determines its meaning. */
function toConstant(select: Node): Node {
  if (!isFields(select) || !isFields(select.SelectStmt)) return select
  const target = (select.SelectStmt.targetList as Node[])[0]
  let value = isFields(target) && isFields(target.ResTarget) ? (target.ResTarget.val ?? null) : null
  while (isFields(value) && isFields(value.TypeCast)) value = value.TypeCast.arg ?? null
  const [literal] = isFields(value) && isFields(value.A_Const) ? Object.entries(value.A_Const) : []
  if (!literal) return value
  const [kind, written] = literal
  return { constant: String((isFields(written) && Object.values(written)[0]) || zeros[kind] || '') }
}

/** Zero values, which the parser omits from its tree. */
const zeros: Readonly<Record<string, string>> = { ival: '0', boolval: 'false' }

/** Leaves out of a parse tree what does not change the meaning: positions, schemas, casts to text, the order of alternatives. */
function simplify(node: Node): Node {
  if (Array.isArray(node)) return node.map(simplify)
  if (!isFields(node)) return node
  const fields = Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !positions.has(key))
      .map(([key, value]) => [key, simplify(isName(key) ? getLastName(value) : value)]),
  )
  const cast = fields.TypeCast
  if (isFields(cast) && isTextType(cast.typeName)) return cast.arg ?? null
  if (isFields(fields.A_ArrayExpr))
    return { ...fields, A_ArrayExpr: sortMembers(fields.A_ArrayExpr, 'elements') }
  if (isFields(fields.BoolExpr)) return { ...fields, BoolExpr: sortMembers(fields.BoolExpr, 'args') }
  return fields
}

/** Keys of names that may be schema-qualified. */
const isName = (key: string) => ['funcname', 'opclass', 'names'].includes(key)
const getLastName = (names: Node): Node => (Array.isArray(names) ? names.slice(-1) : names)

function isTextType(type: Node | undefined): boolean {
  const [name] = isFields(type) && Array.isArray(type.names) ? (type.names as Node[]) : []
  return isFields(name) && isFields(name.String) && textTypes.has(String(name.String.sval))
}

function sortMembers(fields: Fields, key: string): Fields {
  const members = fields[key]
  if (!Array.isArray(members)) return fields
  return { ...fields, [key]: members.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) }
}

/**
 * A status in the platform's first index that no platform version writes; newer revisions of the index omit
 * it.
 */
const unwrittenValue = 'waiting_for_input'

function isStricter(actual: Node, expected: Node): boolean {
  const [one, other] = [readIndex(actual), readIndex(expected)]
  if (!one || !other || !one.isUnique || !other.isUnique) return false
  return (
    one.keys.every((key) => other.keys.includes(key)) &&
    one.conditions.every((condition) => other.conditions.some((given) => implies(given, condition)))
  )
}

function readIndex(statement: Node) {
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

/** True if every row of the predicate `given` meets the predicate `condition`. */
function implies(given: Node, condition: Node): boolean {
  if (JSON.stringify(given) === JSON.stringify(condition)) return true
  const [few, many] = [readAlternatives(given), readAlternatives(condition)]
  if (!few || !many || few.subject !== many.subject) return false
  return few.values.every((value) => many.values.includes(value) || value.includes(`"${unwrittenValue}"`))
}

/** Parses `subject = ANY (ARRAY[values])`, or with one value `subject = value`. */
function readAlternatives(node: Node): { subject: string; values: string[] } | undefined {
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
