import type { Catalog, Column, Table } from './catalog.ts'

export interface Difference {
  /** The gateway serves a database with harmless differences, and no other. */
  readonly severity: 'harmless' | 'serious'
  /** One line for people. */
  readonly text: string
}

/** What of the revisions of II-Agent's database is at hand here, where the schema answers differently without it. */
export interface Features {
  /** Tables that are not here, by their names: `chat_runs` and others that some revisions lack, or the gateway's own. */
  readonly absentTables: ReadonlySet<string>
  /** Columns that may be null here though they are declared otherwise, as `table.column`. */
  readonly nullableColumns: ReadonlySet<string>
}

export interface Comparison {
  /** Serious ones first, then by table. */
  readonly differences: readonly Difference[]
  readonly features: Features
}

/**
 * Tables that not every revision of II-Agent has, and for which the gateway has another source or an empty answer; and
 * the gateway's own, without which it still reads, where somebody skips its migrations.
 */
const isOptional = (table: string) =>
  ['chat_runs', 'agent_run_tasks', 'agent_event_logs', 'session_summaries'].includes(table) ||
  table.startsWith('gateway_')

type Report = (severity: Difference['severity'], text: string) => void

/**
 * Says what in `actual` is not as `expected`. More than is expected (tables, columns, indexes, constraints, triggers)
 * is harmless, as newer revisions of the platform only add; so is what the gateway does without: an optional table, a
 * trigger that signals changes (polling takes its place), a plain index, another default, null where it was not
 * allowed. All else is serious.
 */
export function compareCatalog(actual: Catalog, expected: Catalog): Comparison {
  const differences: Difference[] = []
  const absentTables = new Set<string>()
  const nullableColumns = new Set<string>()
  const report: Report = (severity, text) => differences.push({ severity, text })

  for (const [name, table] of Object.entries(expected)) {
    const found = actual[name]
    if (!found) {
      const optional = isOptional(name)
      if (optional) absentTables.add(name)
      report(optional ? 'harmless' : 'serious', `table ${name} is missing`)
      continue
    }
    for (const column of compareColumns(name, found, table, report)) nullableColumns.add(`${name}.${column}`)
    compareIndexes(name, found, table, report)
    compareConstraints(name, found, table, report)
    compareTriggers(name, found, table, report)
  }
  for (const name of Object.keys(actual))
    if (!expected[name]) report('harmless', `table ${name} is not known to the gateway`)
  const inOrder = [...differences].sort(
    (a, b) => Number(a.severity === 'harmless') - Number(b.severity === 'harmless'),
  )
  return { differences: inOrder, features: { absentTables, nullableColumns } }
}

/** Answers the columns that became nullable. */
function compareColumns(table: string, actual: Table, expected: Table, report: Report): string[] {
  const nullable: string[] = []
  for (const [name, column] of Object.entries(expected.columns)) {
    const found = actual.columns[name]
    const where = `${table}.${name}`
    if (!found) {
      report('serious', `column ${where} is missing`)
      continue
    }
    if (found.type !== column.type)
      report('serious', `column ${where} is ${found.type} instead of ${column.type}`)
    if (found.nullable && !column.nullable) {
      nullable.push(name)
      report('harmless', `column ${where} may be null`)
    } else if (column.nullable && !found.nullable) {
      report('serious', `column ${where} may not be null`)
    }
    compareDefault(where, found, column, report)
  }
  for (const [name, column] of Object.entries(actual.columns)) {
    if (expected.columns[name]) continue
    const required = !column.nullable && column.default === null ? ', and a row needs a value for it' : ''
    report('harmless', `column ${table}.${name} is not known to the gateway${required}`)
  }
  return nullable
}

function compareDefault(where: string, actual: Column, expected: Column, report: Report): void {
  if (actual.default === expected.default) return
  // The gateway's own inserts leave it to the database to fill such a column.
  const needed = actual.default === null && !actual.nullable
  const text = (value: string | null) => (value === null ? 'no default' : `the default ${value}`)
  report(
    needed ? 'serious' : 'harmless',
    `column ${where} has ${text(actual.default)} instead of ${text(expected.default)}`,
  )
}

/** Indexes are known by what they are on; their names differ between revisions. */
function compareIndexes(table: string, actual: Table, expected: Table, report: Report): void {
  const found = new Set(Object.values(actual.indexes))
  const known = new Set(Object.values(expected.indexes))
  for (const [name, definition] of Object.entries(expected.indexes)) {
    if (found.has(definition)) continue
    const unique = definition.startsWith('CREATE UNIQUE ')
    const also = actual.indexes[name] ? `; ${name} is ${brief(actual.indexes[name])}` : ''
    report(
      unique ? 'serious' : 'harmless',
      `index ${name} on ${table} is missing: ${brief(definition)}${also}`,
    )
  }
  for (const [name, definition] of Object.entries(actual.indexes)) {
    if (!known.has(definition)) report('harmless', `index ${name} on ${table} is not known to the gateway`)
  }
}

const brief = (definition: string) => definition.replace('CREATE ', '').replace(/INDEX ON \S+ USING /, '')

function compareConstraints(table: string, actual: Table, expected: Table, report: Report): void {
  const found = new Map(
    Object.entries(actual.constraints).map(([name, definition]) => [rule(definition), { name, definition }]),
  )
  const known = new Set(Object.values(expected.constraints).map(rule))
  for (const [name, definition] of Object.entries(expected.constraints)) {
    const match = found.get(rule(definition))
    if (!match) report('serious', `constraint ${name} on ${table} is missing: ${definition}`)
    else if (match.definition !== definition) {
      report(
        'harmless',
        `constraint ${match.name} on ${table} is ${match.definition} instead of ${definition}`,
      )
    }
  }
  for (const [name, definition] of Object.entries(actual.constraints)) {
    if (!known.has(rule(definition)))
      report('harmless', `constraint ${name} on ${table} is not known to the gateway`)
  }
}

/** What a foreign key ties together, without what happens on delete or update. */
const rule = (definition: string) =>
  definition.replace(/( (ON (UPDATE|DELETE)|MATCH|NOT VALID|DEFERRABLE|INITIALLY)\b.*)$/, '')

function compareTriggers(table: string, actual: Table, expected: Table, report: Report): void {
  for (const [name, definition] of Object.entries(expected.triggers)) {
    if (actual.triggers[name] === definition) continue
    report('harmless', `trigger ${name} on ${table} is ${actual.triggers[name] ? 'another' : 'missing'}`)
  }
  for (const name of Object.keys(actual.triggers)) {
    if (!expected.triggers[name])
      report('harmless', `trigger ${name} on ${table} is not known to the gateway`)
  }
}
