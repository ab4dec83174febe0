import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'

const parser = createRequire(import.meta.url).resolve('libpg-query')

/** Reads SQL statements as JSON from its input, and prints the parse tree of each; null for one that the parser rejects. */
const program = `
const { loadModule, parseSync } = require(process.argv[1])
const parse = (sql) => { try { return parseSync(sql).stmts[0].stmt } catch { return null } }
let input = ''
process.stdin.setEncoding('utf8').on('data', (text) => { input += text }).on('end', async () => {
  await loadModule()
  process.stdout.write(JSON.stringify(JSON.parse(input).map(parse)))
})`

/**
 * Parses SQL statements by PostgreSQL's own parser; resolves with their parse trees, null for a statement that it rejects. The
 * parser is WebAssembly, which V8's optimizing compiler needs up to 600 MB for, so it runs in a process without that compiler.
 */
export async function parseStatements(statements: readonly string[]): Promise<unknown[]> {
  const parsing = promisify(execFile)(process.execPath, ['--liftoff-only', '--eval', program, parser], {
    env: {},
    maxBuffer: 256 * 2 ** 20,
  })
  parsing.child.stdin?.end(JSON.stringify(statements))
  return JSON.parse((await parsing).stdout) as unknown[]
}
