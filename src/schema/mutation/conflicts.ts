import { always, type Condition } from '../../data/batching/condition.ts'
import { keyOf, type Model, ref, table } from '../../data/batching/table.ts'
import type { Queryable } from '../../data/database.ts'
import { hasSqlState, type SqlStateKind } from '../../data/sql-states.ts'
import { declaredTables } from '../../tables/declarations.ts'
import { getNoun } from '../nouns.ts'
import { ConflictError } from '../write-errors.ts'

type Unique = {
  readonly model: Model
  readonly message: string
  readonly columns?: readonly string[]
  readonly where?: Condition
}

/** The declared unique constraints and indexes, by name. */
const uniques: ReadonlyMap<string, Unique> = new Map(
  declaredTables.flatMap(({ model, declaration: { unique = {} } }) =>
    Object.entries(unique).flatMap(([name, one]) => {
      if (typeof one === 'string') return [[name, { model, message: one }]]
      return 'message' in one ? [[name, { model, ...one }]] : []
    }),
  ),
)

const modelsByTable: ReadonlyMap<string, Model> = new Map(
  declaredTables.map(({ model }) => [table(model).name, model]),
)

/** The columns of a violated index and the values that are taken; undefined where they cannot be told apart. */
type Taken = { readonly columns: readonly string[]; readonly values: readonly string[] | undefined }

/** Parses `Key (user_id, lower(name))=(4f…, x) already exists.`, in any language; undefined for any other text. */
function parseDetail(detail: string): Taken | undefined {
  const [, names, list] = /\((.+?)\)=\((.*)\)[^)]*$/s.exec(detail) ?? []
  if (!names || list === undefined) return undefined
  const columns = names.split(', ')
  const values = columns.length === 1 ? [list] : list.split(', ')
  return { columns, values: values.length === columns.length ? values : undefined }
}

/**
 * Returns the `ConflictError` for a violated constraint, with the id of the existing row if it is a declared unique index; undefined
 * for any other error, and for unique indexes of tables that the gateway does not know. Must be called after the transaction has
 * ended, because a failed transaction cannot read.
 */
export async function findConflict(error: unknown, sql: Queryable): Promise<ConflictError | undefined> {
  if (hasSqlState(error, 'uniqueViolation')) return findUniqueConflict(error as DatabaseError, sql)
  const kind = violations.find(([state]) => hasSqlState(error, state))
  return kind && new ConflictError(kind[1](toViolation(error as DatabaseError)))
}

/** A violated constraint, in words without values. */
type Violation = {
  readonly noun: string
  /** Its name, or that it has none. */
  readonly named: (constraint: string) => string
  readonly column: string | undefined
  readonly columns: string | undefined
  /** The function that raised the error. */
  readonly raisedBy: string | undefined
}

/** Describes the constraints, and rules of triggers, that only newer revisions of the platform add to what the gateway writes. */
const violations: readonly (readonly [SqlStateKind, (violation: Violation) => string])[] = [
  [
    'notNullViolation',
    ({ noun, column = 'column' }) => `The database requires a value for the ${column} of each ${noun}.`,
  ],
  [
    'foreignKeyViolation',
    ({ noun, named }) =>
      `${named('foreign key')} of each ${noun} does not permit this: what it refers to is missing, or is still referred to.`,
  ],
  [
    'checkViolation',
    ({ noun, named }) => `${named('check constraint')} of each ${noun} does not permit this.`,
  ],
  [
    'exclusionViolation',
    ({ noun, named, columns = 'values' }) =>
      `${named('exclusion constraint')} does not permit the ${columns} beside those of another ${noun}.`,
  ],
  [
    'raised',
    ({ raisedBy }) =>
      `${raisedBy ? `The function ${raisedBy}` : 'A function'} of the database does not permit this.`,
  ],
]

function toViolation(error: DatabaseError): Violation {
  const { constraint, table: name = '', column, detail = '', where = '' } = error
  const model = modelsByTable.get(name)
  return {
    noun: model ? getNoun(model) : 'row',
    named: (kind) => (constraint ? `The ${kind} ${constraint}` : `A ${kind}`),
    column,
    columns: parseDetail(detail)?.columns.join(' and '),
    // Its first line names the innermost function; further ones may quote statements with values in them.
    raisedBy: /^[^\n(]*?([\w$.]+|"[^"\n]+")\(/.exec(where)?.[1],
  }
}

async function findUniqueConflict(
  { constraint = '', table: name = '', detail = '' }: DatabaseError,
  sql: Queryable,
): Promise<ConflictError | undefined> {
  const taken = parseDetail(detail)
  const unique = uniques.get(constraint) ?? findUnique(name, taken)
  if (!unique) {
    const model = modelsByTable.get(name)
    // The rows of an unknown index are not known: it may be partial.
    return model && new ConflictError(describeUnknown(model, taken))
  }
  const key = taken && (await findHolder(sql, unique, taken))
  const pointer = key === undefined ? null : { model: unique.model, key }
  return new ConflictError(
    isOnOtherColumns(unique, taken) ? describeTaken(unique, taken) : unique.message,
    pointer,
  )
}

type DatabaseError = {
  readonly constraint?: string
  readonly table?: string
  readonly column?: string
  readonly detail?: string
  /** Lines such as `PL/pgSQL function check_name() line 2 at RAISE`, in any language. */
  readonly where?: string
}

/** The declared index of a table that an index of another name stands for. */
function findUnique(tableName: string, taken: Taken | undefined): Unique | undefined {
  const model = modelsByTable.get(tableName)
  const declared = [...uniques.values()].filter((one) => one.model === model)
  return declared.find(({ columns = [] }) => taken?.columns.every((column) => columns.includes(column)))
}

const isOnOtherColumns = ({ columns }: Unique, taken: Taken | undefined): taken is Taken =>
  columns !== undefined &&
  taken !== undefined &&
  columns.toSorted().join() !== taken.columns.toSorted().join()

const describeTaken = ({ model }: Unique, { columns }: Taken): string =>
  `There is an active ${getNoun(model)} with the same ${columns.join(' and ')} already.`

const describeUnknown = (model: Model, taken: Taken | undefined): string =>
  `Another ${getNoun(model)} has the same ${taken ? taken.columns.join(' and ') : 'values'} already.`

/** Returns the key of the row that has the values. */
async function findHolder(sql: Queryable, { model, where = always }: Unique, { columns, values }: Taken) {
  const types = new Map(Object.values(table(model).columns).map(({ name, type }) => [name, type]))
  // Values that contain a comma cannot be told apart, expressions and null are not looked up: the error has its message only.
  if (!values || values.includes('null') || !columns.every((name) => types.has(name))) return undefined
  const same = columns.map((name, i) => `t."${name}" = $${i + 1}::${types.get(name)}`).join(' and ')
  const places = where.values.map((_, i) => `$${values.length + i + 1}`)
  const text = `select ${ref('t', model, keyOf(model))}::text as key from ${table(model).name} t
where ${same} and ${where.text('t', places)}`
  return (await sql.query<{ key: string }>(text, [...values, ...where.values]))[0]?.key
}
