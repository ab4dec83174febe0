import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { namesOf } from './new-entity/names.ts'
import { NotPossible, planEntity } from './new-entity/plan.ts'

// Writes the files of a new table: `npm run new:entity SessionLabel sessions`. See CONTRIBUTING.md.
const { positionals } = parseArgs({ allowPositionals: true })
const [model = '', domain = '', ...more] = positionals
const root = process.cwd()
try {
  if (!domain || more.length > 0) throw new NotPossible('usage: npm run new:entity <Model> <domain>')
  const plan = planEntity(root, model, domain)
  for (const [file, text] of plan) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  const sources = [...plan.keys()].filter((file) => file.endsWith('.ts'))
  const formatted = spawnSync('npx', ['--no-install', 'biome', 'check', '--write', ...sources], {
    encoding: 'utf8',
  })
  if (formatted.status !== 0) throw new Error(`the files were written, and biome failed: ${formatted.stdout}`)
  console.log([...plan.keys()].map((file) => `  ${file}`).join('\n'))
  const { table } = namesOf(model, domain)
  console.log(`Adapt these to ${model}. Then:
  npm run migration -- add_${table}
  npm run generate
  npm run test:golden && npm run generate`)
} catch (error) {
  if (!(error instanceof NotPossible)) throw error
  console.error(error.message)
  process.exitCode = 1
}
