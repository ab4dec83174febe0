import { declaredTables } from '../tables/declarations.ts'
import type { Catalog, Table } from './catalog.ts'
import {
  compareColumns,
  compareConstraints,
  compareIndexes,
  compareTriggers,
  type Difference,
  listDefinitions,
  type Report,
  reportMissing,
} from './compare-table.ts'
import { type ExpectedCatalog, mergeCatalogs } from './expected.ts'
import { parseDefinitions, verbatim } from './sql-normal-form.ts'
import { isWiderType } from './wider-types.ts'

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
  const expected = mergeCatalogs({ platform, gateway })
  const differences: Difference[] = []
  const absentTables = new Set<string>()
  const nullableColumns = new Set<string>()
  const report: Report = (severity, text) => differences.push({ severity, text })
  // The parser takes a process, and a database that was never restored from a dump does not need it.
  const tables = [...Object.values(actual), ...Object.values(expected)]
  const forms = isVerbatim(actual, expected)
    ? verbatim
    : await parseDefinitions(tables.flatMap(listDefinitions))

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
    if (actual !== type && !isWiderType(actual, type) && !(isText(actual) && isText(type)))
      return `its column ${name} is ${actual} instead of ${type}`
  }
  return undefined
}

const isText = (type: string) => /^(text|character varying)/.test(type)

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
