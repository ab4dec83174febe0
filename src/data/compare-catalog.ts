import { declaredTables } from '../tables/declarations.ts'
import type { Catalog, Column, Table } from './catalog.ts'
import { completeCatalog, type ExpectedCatalog } from './expected.ts'

/** One difference between the actual and the expected schema. */
export interface Difference {
  /** `serious`: the gateway does not start. `addition`: a pending migration adds it. */
  readonly severity: 'addition' | 'harmless' | 'serious'
  /** A one-line description for operators; of an addition, the name of what is added. */
  readonly text: string
}

/**
 * The optional parts of II-Agent's schema that this database lacks, which change what the GraphQL schema
 * returns.
 */
export interface Features {
  /**
   * Names of missing tables: those that some platform revisions lack, such as `chat_runs`, and the gateway's
   * own.
   */
  readonly absentTables: ReadonlySet<string>
  /** Columns, as `table.column`, that may be null here although declared NOT NULL. */
  readonly nullableColumns: ReadonlySet<string>
}

/** The result of comparing two catalogs. */
export interface Comparison {
  /** Sorted by severity, serious ones first, then by table. */
  readonly differences: readonly Difference[]
  readonly features: Features
}

const optionalTables: ReadonlySet<string> = new Set(
  declaredTables.filter(({ declaration }) => declaration.whenMissing).map(({ name }) => name),
)

const readOnlyTables: ReadonlySet<string> = new Set(
  declaredTables.filter(({ declaration }) => declaration.mayDiffer).map(({ name }) => name),
)

type Report = (severity: Difference['severity'], text: string) => void

type Forms = Pick<typeof import('./sql-normal-form.ts'), 'normalForm' | 'isStricter'>
type Kind = Parameters<Forms['normalForm']>[0]
const verbatim: Forms = { normalForm: (_kind, text) => text, isStricter: () => false }

/** The two sides of the comparison of one table. */
type Comparing = {
  readonly table: string
  readonly actual: Table
  readonly expected: Table
  /** The gateway's additions to the table. */
  readonly added: Table | undefined
  readonly forms: Forms
  readonly report: Report
}

/**
 * Compares the actual catalog with the expected one. Additional objects are harmless, because newer platform
 * revisions only add; so are a missing optional table, change trigger (polling replaces it) or plain index,
 * another default, a dropped NOT NULL, and a stricter unique index. All other differences are serious.
 * Without `gateway`, its additions are not checked. `otherRelations` are the kinds of relations that are no tables, by name.
 */
export async function compareCatalog(
  actual: Catalog,
  { platform, gateway = {} }: Partial<ExpectedCatalog> & Pick<ExpectedCatalog, 'platform'>,
  otherRelations: ReadonlyMap<string, string> = new Map(),
): Promise<Comparison> {
  const expected = completeCatalog({ platform, gateway })
  const differences: Difference[] = []
  const absentTables = new Set<string>()
  const nullableColumns = new Set<string>()
  const report: Report = (severity, text) => differences.push({ severity, text })
  // Loading the parser is slow, and a database that was never restored from a dump does not need it.
  const forms = isVerbatim(actual, expected) ? verbatim : await import('./sql-normal-form.ts')

  for (const [table, wanted] of Object.entries(expected)) {
    const found = actual[table]
    if (!found) {
      if (optionalTables.has(table)) absentTables.add(table)
      const kind = otherRelations.get(table)
      if (kind === undefined) reportMissing(report, absence(table, platform), `table ${table}`)
      else report(optionalTables.has(table) ? 'harmless' : 'serious', describeRelation(table, kind))
      continue
    }
    const obstacle = readOnlyTables.has(table) ? describeUnreadable(found, wanted) : undefined
    if (obstacle !== undefined) {
      absentTables.add(table)
      report('harmless', `table ${table} is read as empty: ${obstacle}`)
      continue
    }
    const comparing = { table, actual: found, expected: wanted, added: gateway[table], forms, report }
    if (!readOnlyTables.has(table)) {
      for (const column of compareColumns(comparing)) nullableColumns.add(`${table}.${column}`)
      compareIndexes(comparing)
      compareConstraints(comparing)
    }
    compareTriggers(comparing)
  }
  for (const name of Object.keys(actual))
    if (!expected[name]) report('harmless', `table ${name} is not known to the gateway`)
  const order = ['serious', 'addition', 'harmless']
  const inOrder = differences.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
  return { differences: inOrder, features: { absentTables, nullableColumns } }
}

/** Reports a missing object; an addition is named without calling it missing, as a migration adds it. */
function reportMissing(report: Report, severity: Difference['severity'], name: string, more = ''): void {
  report(severity, severity === 'addition' ? `${name}${more}` : `${name} is missing${more}`)
}

function absence(table: string, platform: Catalog): Difference['severity'] {
  if (!platform[table]) return 'addition'
  return optionalTables.has(table) ? 'harmless' : 'serious'
}

/** Reads need keys and changes need triggers, which only tables have. */
const describeRelation = (name: string, kind: string) =>
  optionalTables.has(name)
    ? `${name} is ${kind} instead of a table, and counts as missing`
    : `${name} is ${kind} instead of a table: the gateway serves tables, which have keys and triggers`

/** Returns why the table's columns cannot be read as the expected ones; undefined if they can. */
function describeUnreadable(found: Table, wanted: Table): string | undefined {
  for (const [name, { type }] of Object.entries(wanted.columns)) {
    const actual = found.columns[name]?.type
    if (actual === undefined) return `it has no column ${name}`
    if (actual !== type && !(isText(actual) && isText(type)))
      return `its column ${name} is ${actual} instead of ${type}`
  }
  return undefined
}

const isText = (type: string) => /^(text|character varying)/.test(type)

/** True if a column holds every text of the expected type, and compares it alike. */
function isWiderText(actual: string, expected: string): boolean {
  const maxLength = (type: string) =>
    Number(/^character varying\((\d+)\)$/.exec(type)?.[1] ?? Number.POSITIVE_INFINITY)
  const isPlain = (type: string) => /^(text|character varying(\(\d+\))?)$/.test(type)
  return isPlain(actual) && isPlain(expected) && maxLength(actual) >= maxLength(expected)
}

/** True if every expected definition is present verbatim. */
function isVerbatim(actual: Catalog, expected: Catalog): boolean {
  const holds = (found: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>) => {
    const texts = new Set(Object.values(found))
    return Object.values(wanted).every((text) => texts.has(text))
  }
  return Object.entries(expected).every(([name, table]) => {
    const found = actual[name]
    return (
      !found ||
      (holds(found.indexes, table.indexes) &&
        holds(found.constraints, table.constraints) &&
        holds(found.triggers, table.triggers) &&
        Object.entries(table.columns).every(
          ([column, { default: value }]) => found.columns[column]?.default === value,
        ))
    )
  })
}

/** Looks up definitions verbatim first, then by normal form. */
function lookup(
  forms: Forms,
  kind: Kind,
  definitions: readonly string[],
): (text: string) => string | undefined {
  const exact = new Set(definitions)
  let normal: Map<string, string> | undefined
  return (text) => {
    if (exact.has(text)) return text
    normal ??= new Map(definitions.map((one) => [forms.normalForm(kind, one), one]))
    return normal.get(forms.normalForm(kind, text))
  }
}

/** Compares columns; returns those that became nullable. */
function compareColumns({ table, actual, expected, forms, report }: Comparing): string[] {
  const nullable: string[] = []
  for (const [name, column] of Object.entries(expected.columns)) {
    const found = actual.columns[name]
    const where = `${table}.${name}`
    if (!found) {
      report('serious', `column ${where} is missing`)
      continue
    }
    if (found.type !== column.type)
      report(
        isWiderText(found.type, column.type) ? 'harmless' : 'serious',
        `column ${where} is ${found.type} instead of ${column.type}`,
      )
    if (found.nullable && !column.nullable) {
      nullable.push(name)
      report('harmless', `column ${where} may be null`)
    } else if (column.nullable && !found.nullable) {
      report('serious', `column ${where} may not be null`)
    }
    compareDefault(where, found, column, forms, report)
  }
  for (const [name, column] of Object.entries(actual.columns)) {
    if (expected.columns[name]) continue
    const required = !column.nullable && column.default === null ? ', and a row needs a value for it' : ''
    report('harmless', `column ${table}.${name} is not known to the gateway${required}`)
  }
  return nullable
}

function compareDefault(where: string, actual: Column, expected: Column, forms: Forms, report: Report): void {
  const form = (value: string | null) => (value === null ? null : forms.normalForm('default', value))
  if (actual.default === expected.default || form(actual.default) === form(expected.default)) return
  // The gateway's inserts rely on the default of such a column.
  const needed = actual.default === null && !actual.nullable
  const text = (value: string | null) => (value === null ? 'no default' : `the default ${value}`)
  report(
    needed ? 'serious' : 'harmless',
    `column ${where} has ${text(actual.default)} instead of ${text(expected.default)}`,
  )
}

/** Compares indexes by definition, because their names differ between revisions. */
function compareIndexes({ table, actual, expected, added, forms, report }: Comparing): void {
  const found = Object.entries(actual.indexes)
  const isThere = lookup(forms, 'index', Object.values(actual.indexes))
  const isKnown = lookup(forms, 'index', Object.values(expected.indexes))
  for (const [name, definition] of Object.entries(expected.indexes)) {
    if (isThere(definition) !== undefined) continue
    const isUnique = definition.startsWith('CREATE UNIQUE ')
    const stricter =
      isUnique && !conflictTargets.has(table) && found.find(([, one]) => forms.isStricter(one, definition))
    if (stricter) {
      report('harmless', `index ${stricter[0]} on ${table} allows less than ${brief(definition)}`)
      continue
    }
    const also = actual.indexes[name] ? `; ${name} is ${brief(actual.indexes[name])}` : ''
    const severity = added?.indexes[name] ? 'addition' : isUnique ? 'serious' : 'harmless'
    reportMissing(report, severity, `index ${name} on ${table}`, `: ${brief(definition)}${also}`)
  }
  for (const [name, definition] of found)
    if (isKnown(definition) === undefined)
      report('harmless', `index ${name} on ${table} is not known to the gateway`)
}

/** `INSERT … ON CONFLICT (columns)` requires a unique index on exactly these columns. */
const conflictTargets: ReadonlySet<string> = new Set(
  declaredTables.filter(({ declaration }) => declaration.isUpserted).map(({ name }) => name),
)

const brief = (definition: string) => definition.replace('CREATE ', '').replace(/INDEX ON \S+ USING /, '')

function compareConstraints({ table, actual, expected, forms, report }: Comparing): void {
  const found = new Map(
    Object.entries(actual.constraints).map(([name, text]) => [rule(text), { name, text }]),
  )
  const inActual = lookup(forms, 'constraint', [...found.keys()])
  const isKnown = lookup(forms, 'constraint', Object.values(expected.constraints).map(rule))
  for (const [name, definition] of Object.entries(expected.constraints)) {
    const match = found.get(inActual(rule(definition)) ?? '')
    if (!match) report('serious', `constraint ${name} on ${table} is missing: ${definition}`)
    else if (forms.normalForm('constraint', match.text) !== forms.normalForm('constraint', definition)) {
      report('harmless', `constraint ${match.name} on ${table} is ${match.text} instead of ${definition}`)
    }
  }
  for (const [name, definition] of Object.entries(actual.constraints))
    if (isKnown(rule(definition)) === undefined)
      report('harmless', `constraint ${name} on ${table} is not known to the gateway`)
}

/** The columns that a foreign key references, without its actions on delete or update. */
const rule = (definition: string) =>
  definition.replace(/( (ON (UPDATE|DELETE)|MATCH|NOT VALID|DEFERRABLE|INITIALLY)\b.*)$/, '')

function compareTriggers({ table, actual, expected, added, forms, report }: Comparing): void {
  const additions: string[] = []
  for (const [name, definition] of Object.entries(expected.triggers)) {
    const found = actual.triggers[name]
    if (found === undefined && added?.triggers[name]) additions.push(name)
    else if (found === undefined) reportMissing(report, 'harmless', `trigger ${name} on ${table}`)
    else if (lookup(forms, 'trigger', [found])(definition) === undefined)
      report('harmless', `trigger ${name} on ${table} is another`)
  }
  if (additions.length > 0) report('addition', `triggers on ${table}: ${additions.join(', ')}`)
  // Other versions of the gateway may signal changes of more tables.
  for (const name of Object.keys(actual.triggers))
    if (!expected.triggers[name] && !name.startsWith('ii_gateway_'))
      report('harmless', `trigger ${name} on ${table} is not known to the gateway`)
}
