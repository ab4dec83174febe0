import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openVolumeDatabase } from './database.ts'
import { exceptions, growing } from './exceptions.ts'
import type { Taken } from './explained.ts'
import { blocksOfRow, blocksOfStatement, isBeyondBound, measureViews } from './measure.ts'

// How much each view reads: every named query, and lists, counts and sums of the largest parents, on a large and skewed
// database. Blocks do not depend on what else the machine does; times do.

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: new URL('../views.md', import.meta.url).pathname },
  },
})

const { database, close } = await openVolumeDatabase(Number(values.scale))
const results = await measureViews(database, values.only)
await close()

const sum = (statements: readonly Taken[], of: keyof Taken) =>
  statements.reduce((total, statement) => total + statement[of], 0)

/** Why a view reads more than its bound; empty where it does not. */
function remark(name: string, statements: readonly Taken[]): string {
  const beyond = statements.filter(isBeyondBound).length
  return beyond === 0
    ? ''
    : `${beyond} beyond the bound: ${exceptions.get(name) ?? growing.get(name) ?? 'unexpected'}`
}

const lines = results
  .toSorted((a, b) => sum(b.statements, 'blocks') - sum(a.statements, 'blocks'))
  .map(({ name, statements, failed }) => {
    const cells = [
      name,
      statements.length,
      sum(statements, 'rows'),
      sum(statements, 'blocks').toLocaleString('en'),
      sum(statements, 'ms').toFixed(1),
      failed || remark(name, statements),
    ]
    return `| ${cells.join(' | ')} |`
  })
const table = [
  '| view | statements | rows | blocks | ms in PostgreSQL | |',
  '|---|---|---|---|---|---|',
  ...lines,
].join('\n')
const text = `# What each view reads

\`npm run bench:views -- --scale ${values.scale}\`, ${new Date().toISOString().slice(0, 10)}. The bound of a statement is ${blocksOfStatement} blocks of 8 kB and ${blocksOfRow} for each row that it answers or parent for which it looks.

${table}
`
writeFileSync(values.out, text)
console.log(table)
