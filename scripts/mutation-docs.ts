import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GraphQLField, isInputObjectType, isUnionType } from 'graphql'
import { schema } from '../src/schema/schema.ts'

const root = join(import.meta.dirname, '..')
const fields = schema.getMutationType()?.getFields() ?? {}

/** The name of each mutation, with the section of the page that lists it: its domain, or `admin`. */
function findSections(): Map<string, string> {
  const sections = new Map<string, string>()
  for (const file of readdirSync(join(root, 'src/domains'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('-writes.ts')) continue
    const [domain = ''] = file.split('/')
    const text = readFileSync(join(root, 'src/domains', file), 'utf8')
    for (const [, name = '', options = ''] of text.matchAll(/^mutation\('(\w+)', \{\n([\s\S]*?)^\}\)/gm))
      sections.set(name, /^ {2}admin: true/m.test(options) ? 'admin' : domain)
  }
  return sections
}

/** Returns the names of the errors in a mutation's payload, without those that every mutation has, and without the ending. */
function listErrors(payload: unknown): string[] {
  if (!isUnionType(payload)) return []
  return payload
    .getTypes()
    .flatMap(({ name }) => /^(?!Validation|Conflict)(\w+)Error$/.exec(name)?.[1] ?? [])
    .toSorted()
}

function printRow(name: string, { description, args, type }: GraphQLField<unknown, unknown>): string {
  const file = name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
  const input = schema.getType(String(args[0]?.type).replace('!', ''))
  const taken = isInputObjectType(input) ? input.getFields() : {}
  const besides = ['idempotencyKey', 'expectedVersion'].filter((field) => field in taken)
  const cells = [
    description,
    `[${name}](../../test/operations/writes/${file}.graphql)`,
    besides.map((field) => `\`${field}\``).join(', '),
    listErrors(schema.getType(String(type).replace('!', ''))).join(', '),
  ]
  return `| ${cells.join(' | ')} |\n`
}

const header = '| What it does | Operation | Takes besides | Errors |\n|---|---|---|---|\n'
const marker = /<!-- mutations: ([\w, ]+) -->\n(?:\|.*\n)*/g

/**
 * Returns the page with a row for each mutation behind the marker of its section. Rows keep their order, and new
 * ones follow them; a domain without a marker gets a section.
 */
export function withMutations(page: string): string {
  const sections = findSections()
  const unlisted = Object.keys(fields).filter((name) => !sections.has(name))
  if (unlisted.length > 0) throw new Error(`no *-writes.ts file of a domain declares ${unlisted.join(', ')}`)
  const marked = new Set([...page.matchAll(marker)].flatMap(([, names = '']) => names.split(', ')))
  const added = [...new Set(sections.values())]
    .filter((section) => !marked.has(section))
    .map((name) => `\n## ${name.charAt(0).toUpperCase()}${name.slice(1)}\n\n<!-- mutations: ${name} -->\n`)
  const position = (name: string) => {
    const found = page.indexOf(`| [${name}](`)
    return found < 0 ? page.length : found
  }
  return page
    .replace('\n## Tables\n', `${added.join('')}\n## Tables\n`)
    .replace(marker, (_, names: string) => {
      const rows = Object.entries(fields)
        .filter(([name]) => names.split(', ').includes(sections.get(name) ?? ''))
        .toSorted(([a], [b]) => position(a) - position(b))
        .map(([name, field]) => printRow(name, field))
      return `<!-- mutations: ${names} -->\n${header}${rows.join('')}`
    })
}
