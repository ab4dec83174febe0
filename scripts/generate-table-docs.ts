import { readFileSync, writeFileSync } from 'node:fs'
import { printTables } from './table-docs.ts'

// Writes what tables declare into docs/writes.md, behind `<!-- tables -->`.

const file = new URL('../docs/writes.md', import.meta.url)
const text = readFileSync(file, 'utf8')
writeFileSync(file, text.replace(/<!-- tables -->\n(?:\|.*\n)*/, printTables))
