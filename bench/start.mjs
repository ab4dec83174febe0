import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { arch, env, execPath, platform, versions } from 'node:process'
import { fileURLToPath } from 'node:url'

// `node bench/start.mjs run.ts …`: what a benchmark needs besides this folder, and then the benchmark, on a Node that
// PostGraphile runs on and that takes TypeScript as it is: this one, or one of the npm registry.

const oldestNode = 22
const registryNode = 24

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const run = (command, ...args) =>
  execFileSync(command, args, { cwd: path('..'), env: { ...env, NODE_NO_WARNINGS: '1' }, stdio: 'inherit' })
const time = (file) => (existsSync(path(file)) ? statSync(path(file)).mtimeMs : 0)

if (time('node_modules/.package-lock.json') < time('package-lock.json')) {
  run('npm', 'ci', '--prefix', 'bench', '--no-audit', '--no-fund', '--silent')
}
if (time('generated/pothos.ts') < time('prisma/schema.prisma')) {
  run('npx', 'prisma', 'generate', '--config', 'bench/prisma/prisma.config.ts')
}
run('npm', 'run', '--silent', 'build')

const [script = 'run.ts', ...args] = process.argv.slice(2)
if (Number(versions.node.split('.')[0]) >= oldestNode) run(execPath, `bench/${script}`, ...args)
else run('npx', '-y', '-p', `node-${platform}-${arch}@${registryNode}`, 'node', `bench/${script}`, ...args)
