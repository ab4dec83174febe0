import { declaredTables } from '../tables/declarations.ts'
import type { Column, Table } from './catalog.ts'
import type { Definition, Forms } from './sql-normal-form.ts'
import { isWiderType } from './wider-types.ts'

/** One difference between the actual and the expected schema. */
export interface Difference {
  /** `serious`: the gateway does not start. `addition`: a pending migration adds it. */
  readonly severity: 'addition' | 'harmless' | 'serious'
  /** A one-line description for operators; of an addition, the name of what is added. */
  readonly text: string
}

/** Records a difference. */
export type Report = (severity: Difference['severity'], text: string) => void

type Kind = Definition[0]

/** The two sides of the comparison of one table. */
export type Comparing = {
  readonly table: string
  readonly actual: Table
  readonly expected: Table
  /** The gateway's additions to the table. */
  readonly added: Table | undefined
  readonly forms: Forms
  readonly report: Report
}

/** Reports a missing object; an addition is named without calling it missing, as a migration adds it. */
export function reportMissing(
  report: Report,
  severity: Difference['severity'],
  name: string,
  more = '',
): void {
  report(severity, severity === 'addition' ? `${name}${more}` : `${name} is missing${more}`)
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
export function compareColumns({ table, actual, expected, forms, report }: Comparing): string[] {
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
        isWiderType(found.type, column.type) ? 'harmless' : 'serious',
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
export function compareIndexes({ table, actual, expected, added, forms, report }: Comparing): void {
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

/** Compares constraints by what they hold, because their names differ between revisions. */
export function compareConstraints({ table, actual, expected, forms, report }: Comparing): void {
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

/** Returns the columns that a foreign key references, without its actions on delete or update. */
const rule = (definition: string) =>
  definition.replace(/( (ON (UPDATE|DELETE)|MATCH|NOT VALID|DEFERRABLE|INITIALLY)\b.*)$/, '')

/** Returns the definitions of a table that a comparison may parse. */
export const listDefinitions = ({ columns, constraints, indexes, triggers }: Table): Definition[] => [
  ...Object.values(columns).flatMap(({ default: value }): Definition[] =>
    value === null ? [] : [['default', value]],
  ),
  ...Object.values(constraints).flatMap((text): Definition[] => [
    ['constraint', text],
    ['constraint', rule(text)],
  ]),
  ...Object.values(indexes).map((text): Definition => ['index', text]),
  ...Object.values(triggers).map((text): Definition => ['trigger', text]),
]

/** Compares triggers by name and definition. */
export function compareTriggers({ table, actual, expected, added, forms, report }: Comparing): void {
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
