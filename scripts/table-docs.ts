import { table } from '../src/data/batching/table.ts'
import type { TableDeclaration } from '../src/tables/declaration.ts'
import { declaredTables } from '../src/tables/declarations.ts'

/** What a client gets where a write violates a constraint, or why none does. */
function describeConstraints({ unique = {} }: TableDeclaration): string {
  return Object.values(unique)
    .map((rule) => {
      if (typeof rule === 'string') return rule
      return 'message' in rule ? rule.message : `none: ${rule.unreachable}`
    })
    .join('<br>')
}

/** Returns the table of all declared tables that mutations write or streams watch, as Markdown. */
export function printTables(): string {
  const rows = declaredTables
    .filter(({ declaration }) => declaration.writes || declaration.watchedBy)
    .map(({ model, name, declaration }) => {
      const { isVersioned, writes = [], watchedBy = [] } = declaration
      const columns: Readonly<Record<string, { readonly name: string }>> = table(model).columns
      const keys = watchedBy.map((field) => `\`${columns[field]?.name}\``).join(', ')
      const cells = [
        `\`${name}\``,
        isVersioned ? 'yes' : '',
        writes.join(', '),
        keys,
        describeConstraints(declaration),
      ]
      return `| ${cells.join(' | ')} |`
    })
  const header =
    '| Table | Versioned | Privileges besides SELECT | Signalled by | Conflicts |\n|---|---|---|---|---|'
  return `<!-- tables -->\n${[header, ...rows].join('\n')}\n`
}
