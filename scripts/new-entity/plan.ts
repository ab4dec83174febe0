import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fill, type Names, namesOf } from './names.ts'

/** The files that a new table needs, with their whole text. */
export type Plan = ReadonlyMap<string, string>

/** The reason why no table is added; nothing was written. */
export class NotPossible extends Error {}

const templates = fileURLToPath(new URL('templates', import.meta.url))
const template = (name: string, names: Names) =>
  fill(readFileSync(join(templates, `${name}.txt`), 'utf8'), names)

/**
 * Returns the files of a new table and the files with additions for it. Throws `NotPossible` for a name that is
 * taken or no identifier, and for an unknown domain.
 */
export function planEntity(root: string, model: string, domain: string): Plan {
  if (!/^([A-Z][a-z0-9]+)+$/.test(model))
    throw new NotPossible(`${model || 'nothing'} is no name of a model: write it as SessionLabel`)
  const names = namesOf(model, domain)
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const declarations = `src/domains/${domain}/tables.ts`
  if (!/^[a-z]+$/.test(domain) || !existsSync(join(root, declarations)))
    throw new NotPossible(`${domain || 'nothing'} is no domain with tables: see src/domains`)
  if (
    new RegExp(`^(type|input|enum|union|interface|scalar) ${model}(Filter)?\\b`, 'm').test(
      read('schema.graphql'),
    )
  )
    throw new NotPossible(`the schema has a type ${model} already`)
  const created = createdFiles(names)
  for (const file of created.keys())
    if (existsSync(join(root, file))) throw new NotPossible(`${file} exists already`)
  return new Map([...created, ...additions(read, names)])
}

function createdFiles(names: Names): Map<string, string> {
  const { domain, file, files } = names
  const operation = (folder: string, name: string) => `test/operations/${folder}/${name}.graphql`
  const paths = {
    'type.ts': `src/domains/${domain}/${file}.ts`,
    'writes.ts': `src/domains/${domain}/${file}-writes.ts`,
    'demo.ts': `src/demo/${files}.ts`,
    'test.ts': `test/domains/${domain}/${files}.test.ts`,
    'list.graphql': operation(domain, files),
    'list.json': `test/operations/${domain}/${files}.json`,
    'create.graphql': operation('writes', `create-${file}`),
    'rename.graphql': operation('writes', `rename-${file}`),
    'delete.graphql': operation('writes', `delete-${file}`),
  }
  return new Map(Object.entries(paths).map(([name, path]) => [path, template(name, names)]))
}

/** The existing files that get lines for the table. */
function additions(read: (file: string) => string, names: Names): Map<string, string> {
  const { Name, names: many, name, table, files, domain } = names
  const changed = new Map<string, string>()
  const edit = (file: string, change: (text: string) => string) => {
    const before = changed.get(file) ?? read(file)
    const after = change(before)
    if (after === before) throw new NotPossible(`${file} has no place for ${Name}: it is not as expected`)
    changed.set(file, after)
  }
  if (!new RegExp(`^model ${Name} `, 'm').test(read(`prisma/schema/${domain}.prisma`))) {
    edit(`prisma/schema/${domain}.prisma`, (text) => text + template('model.prisma', names))
    edit('prisma/schema/identity.prisma', (text) =>
      text.replace(/^(model User \{[^}]*?\n)(\n {2}@@)/m, `$1  ${many} ${Name}[]\n$2`),
    )
  }
  edit(`src/domains/${domain}/tables.ts`, (text) => {
    const declared = text.replace('} satisfies', `${template('declaration.ts', names)}} satisfies`)
    const imports = [
      ['own', '../../tables/access-rule.ts'],
      ['newestFirst', '../../tables/declaration.ts'],
    ] as const
    return imports.reduce((changed, [item, from]) => withImport(changed, item, from), declared)
  })
  edit('src/demo/rows.ts', (text) => text.replace('] as const', `  '${table}',\n] as const`))
  edit('src/demo/seed.ts', (text) =>
    text
      .replace('\nconst parts', `import { ${name}Rows } from './${files}.ts'\n\nconst parts`)
      .replace('  orphanRows,\n]', `  ${name}Rows,\n  orphanRows,\n]`),
  )
  edit('test/transports/mutation-cells.ts', (text) =>
    text.replace(
      'export const forSignedIn: readonly string[] = [\n',
      (line) => `${line}${['create', 'rename', 'delete'].map((verb) => `  '${verb}${Name}',\n`).join('')}`,
    ),
  )
  edit('docs/reference/views.md', (text) => withRow(text, domain, viewRow(names)))
  return changed
}

/** Adds an import, unless the text imports the item. */
const withImport = (text: string, item: string, from: string) =>
  new RegExp(`import \\{[^}]*\\b${item}\\b[^}]*\\} from`).test(text)
    ? text
    : `import { ${item} } from '${from}'\n${text}`

const viewRow = ({ domain, files, plural }: Names) =>
  `| The ${plural} of the viewer | [${files}](../../test/operations/${domain}/${files}.graphql) | |\n`

/** Adds a row to the table of a domain's section; without a section, the text stays as it is. */
function withRow(text: string, domain: string, row: string): string {
  const title = `## ${domain.charAt(0).toUpperCase()}${domain.slice(1)}\n`
  const start = text.indexOf(title)
  const table = start < 0 ? null : /(?:^\|.*\n)+/m.exec(text.slice(start))
  if (!table) return text
  const end = start + table.index + table[0].length
  return text.slice(0, end) + row + text.slice(end)
}
