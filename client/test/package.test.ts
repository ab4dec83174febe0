import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, runs } from '../../src/demo/identities.ts'
import { signTokenFor } from '../../test/support/client.ts'
import { testDatabases } from '../../test/support/database.ts'
import { startGateway, type TestGateway } from '../../test/support/gateway.ts'

const folder = join(import.meta.dirname, '..')
const root = join(folder, '..')
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

async function bundledBytes(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(folder, 'src') },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external: ['graphql-ws/client'],
  })
  return gzipSync(outputFiles[0]?.contents ?? '').length
}

describe('the size of a bundle', () => {
  it('is at most 8 kB for the core, compressed, without graphql-ws', async () => {
    expect(await bundledBytes("export * from './index.ts'")).toBeLessThan(8_000)
  })

  it('grows by an operation only where it is used', async () => {
    expect(await bundledBytes("export { HomeDocument } from './operations.ts'")).toBeLessThan(1_000)
  })
})

it('has the version of the gateway', () => {
  expect(read(join(folder, 'package.json')).version).toBe(read(join(root, 'package.json')).version)
})

/** Of the demo's run: all entries, the recorded status and the end among them. */
const logLength = 31

const script = (url: string, token: string) => `
  import { createClient } from '@ii-agent/gateway-client'
  import { HomeDocument, WatchHomeDocument } from '@ii-agent/gateway-client/operations'
  const client = createClient({ url: '${url}', token: '${token}' })
  const { data } = await client.query(HomeDocument, { first: 2 })
  let live
  for await (const { data } of client.subscribe(WatchHomeDocument, { first: 2 })) {
    live = data.viewerUpdated.sessions.nodes.length
    break
  }
  const log = []
  for await (const { __typename } of client.followRunLog('${runs.websiteFinished}')) log.push(__typename)
  client.dispose()
  const answer = JSON.stringify([data.viewer.sessions.nodes.length, live, log.length, log.at(-1)])`

// The database is not what is tested here: one kind is enough.
describe.each(testDatabases.slice(0, 1))('the packed package, on $kind', ({ open }) => {
  let gateway: TestGateway
  let project: string
  beforeAll(async () => {
    gateway = await startGateway(await open('seeded'))
    project = mkdtempSync(join(tmpdir(), 'client-'))
    execFileSync('npm', ['pack', '--silent', '--pack-destination', project], { cwd: folder })
    execFileSync(
      'tar',
      ['-xzf', `ii-agent-gateway-client-${read(join(folder, 'package.json')).version}.tgz`],
      {
        cwd: project,
      },
    )
    const scope = join(project, 'node_modules', '@ii-agent')
    mkdirSync(scope, { recursive: true })
    cpSync(join(project, 'package'), join(scope, 'gateway-client'), { recursive: true })
    const { dependencies, peerDependencies } = read(join(folder, 'package.json'))
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      mkdirSync(join(project, 'node_modules', name, '..'), { recursive: true })
      symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name))
    }
  })
  afterAll(async () => {
    await gateway.close()
    rmSync(project, { recursive: true, force: true })
  })

  it('works in Node', async () => {
    const file = join(project, 'node.mjs')
    writeFileSync(
      file,
      `${script(gateway.url, await signTokenFor(people.demo))}\nprocess.stdout.write(answer)`,
    )
    const { stdout } = await promisify(execFile)(process.execPath, [file])
    expect(JSON.parse(stdout)).toEqual([2, 2, logLength, 'RunEnded'])
  })

  it.each(['node16', 'bundler'])('compiles the examples of its README, with modules of %s', async (kind) => {
    const examples = readFileSync(join(project, 'package', 'README.md'), 'utf8').matchAll(
      /```ts\n([\s\S]+?)```/g,
    )
    const sources = join(project, kind)
    mkdirSync(sources)
    // What the examples suppose: a sign-in, and the ids of a session and a run.
    writeFileSync(
      join(sources, 'given.d.ts'),
      'declare function signIn(): Promise<string>\ndeclare const id: string\ndeclare const run: string\n',
    )
    const files = [...examples].map(([, code = ''], index) => {
      writeFileSync(join(sources, `example-${index}.ts`), code)
      return `example-${index}.ts`
    })
    expect(files).toHaveLength(2)
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      skipLibCheck: true,
      noEmit: true,
      module: kind === 'bundler' ? 'esnext' : kind,
      moduleResolution: kind,
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: [],
    }
    writeFileSync(join(sources, 'package.json'), '{ "type": "module" }')
    writeFileSync(
      join(sources, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['given.d.ts', ...files] }),
    )
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', sources]).catch(
      (error: { stdout: string }) => error,
    )
    expect(stdout).toBe('')
  })

  it('works in a worker', async () => {
    const file = join(project, 'worker.mjs')
    const code = `import { parentPort } from 'node:worker_threads'\n${script(gateway.url, await signTokenFor(people.demo))}`
    writeFileSync(file, `${code}\nparentPort.postMessage(answer)`)
    // The test's own arguments have it read the sources.
    const worker = new Worker(file, { execArgv: [] })
    const answer = await new Promise<string>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
    expect(JSON.parse(answer)).toEqual([2, 2, logLength, 'RunEnded'])
    await worker.terminate()
  })
})
