import { readFileSync, writeFileSync } from 'node:fs'
import { withMutations } from './mutation-docs.ts'
import { printTables } from './table-docs.ts'

// Writes the mutations of the schema into docs/reference/writes.md, behind `<!-- mutations: … -->`, and what tables declare,
// behind `<!-- tables -->`.

const file = new URL('../docs/reference/writes.md', import.meta.url)
const text = withMutations(readFileSync(file, 'utf8'))
writeFileSync(file, text.replace(/<!-- tables -->\n(?:\|.*\n)*/, printTables))
