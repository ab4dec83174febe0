import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { people } from '../../src/demo/identities.ts'
import { tokenFor } from '../../test/support/client.ts'
import { startGateway } from '../../test/support/gateway.ts'
import { operations } from '../../test/support/operations.ts'
import { volumeDatabase } from './database.ts'
import { explain, keepStatements, type Taken } from './explained.ts'
import { largest } from './largest.ts'

// How much each view reads: every named query, and lists, counts and sums of the largest parents, on a large and skewed
// database. Blocks do not depend on what else the machine does; times do.

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: new URL('../views.md', import.meta.url).pathname },
  },
})

/** A statement may look at this many blocks, and this many more for each row that it answers. */
const blocksOfStatement = 100
const blocksOfRow = 20

const { database, close } = await volumeDatabase(Number(values.scale))
const kept = keepStatements(database)
const gateway = await startGateway(kept.database, {
  REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
  REQUESTS_PER_MINUTE: '0',
})

const views = [
  ...operations
    .filter(({ definition }) => definition.operation === 'query')
    .map(({ name, as, source, variables }) => ({ name, as, source, variables })),
  ...largest.map((view) => ({ ...view, variables: {} })),
].filter(({ name }) => name.includes(values.only))

type Result = { readonly name: string; readonly statements: readonly Taken[]; readonly failed: string }

async function measure({ name, as, source, variables }: (typeof views)[number]): Promise<Result> {
  const person = { demo: people.demo, admin: people.admin, stranger: people.maria, nobody: null }[as]
  const token = person ? await tokenFor(person) : undefined
  kept.sent.length = 0
  const { errors } = await gateway.ask(source, { token, variables })
  const statements: Taken[] = []
  for (const statement of [...kept.sent]) {
    const taken = await explain(database, statement)
    if (taken) statements.push(taken)
  }
  return { name, statements, failed: errors?.[0]?.message ?? '' }
}

const isBeyond = ({ blocks, rows }: Taken) => blocks > blocksOfStatement + blocksOfRow * rows
const sum = (statements: readonly Taken[], of: keyof Taken) =>
  statements.reduce((total, statement) => total + statement[of], 0)

const results: Result[] = []
for (const view of views) results.push(await measure(view))
await gateway.close()
await close()

const lines = results
  .toSorted((one, other) => sum(other.statements, 'blocks') - sum(one.statements, 'blocks'))
  .map(({ name, statements, failed }) => {
    const beyond = statements.filter(isBeyond).length
    const cells = [
      name,
      statements.length,
      sum(statements, 'rows'),
      sum(statements, 'blocks').toLocaleString('en'),
      sum(statements, 'ms').toFixed(1),
      failed || (beyond > 0 ? `${beyond} beyond the bound` : ''),
    ]
    return `| ${cells.join(' | ')} |`
  })
const table = [
  '| view | statements | rows | blocks | ms in PostgreSQL | |',
  '|---|---|---|---|---|---|',
  ...lines,
].join('\n')
const text = `# What each view reads

\`npm run bench:views -- --scale ${values.scale}\`, ${new Date().toISOString().slice(0, 10)}. The bound of a statement is ${blocksOfStatement} blocks of 8 kB and ${blocksOfRow} for each row that it answers.

${table}
`
writeFileSync(values.out, text)
console.log(table)
