import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

// What must hold of every commit, besides the tests: types, lint, prose, generated files current, no drift.

const generated = [
  'schema.graphql',
  'prisma/catalog.json',
  'client/src/generated',
  'docs/clients',
  'docs/how-to/clients.md',
  'docs/how-to/from-rest.md',
  'docs/reference/writes.md',
  'console/src/gql',
]

function run(command: string, ...args: string[]): boolean {
  console.log(`> ${command} ${args.join(' ')}`)
  return spawnSync('npx', ['--no-install', command, ...args], { stdio: 'inherit' }).status === 0
}

/** The generated files that git knows of, or would add, with what they hold. */
function contents(): Map<string, string> {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...generated])
  const files = list.toString().split('\n').filter(Boolean)
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
}

const before = contents()
const passed = [
  spawnSync('npm', ['run', '--silent', 'generate'], { stdio: 'inherit' }).status === 0,
  run('tsc', '--noEmit'),
  run('tsc', '--noEmit', '-p', 'console'),
  run('biome', 'ci', '.'),
  run('tsx', 'scripts/check-prose.ts'),
  run('tsx', '--liftoff-only', 'scripts/check-drift.ts'),
  // The client's package: what its exports resolve to, at run time and for TypeScript.
  spawnSync('npm', ['run', '--silent', 'check', '--workspace=client'], { stdio: 'inherit' }).status === 0,
]
const after = contents()
const stale = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
)
for (const file of stale)
  console.error(`${file} was not current: "npm run generate" wrote it anew, commit it.`)
if (stale.length > 0 || passed.includes(false)) process.exit(1)
console.log('Types, lint, prose, generated files and migrations: all current.')
