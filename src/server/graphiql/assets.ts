import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { bootScript } from './boot.ts'
import { statementsScript } from './statements.ts'

/** A file of GraphiQL. */
export type Asset = { readonly type: string; readonly body: Buffer; readonly zipped: Promise<Buffer> }

/**
 * The files of GraphiQL by name, under a path that changes with their content, so that browsers can cache
 * them.
 */
export type Assets = { readonly version: string; readonly files: ReadonlyMap<string, Asset> }

const compress = promisify(gzip)
const script = 'text/javascript; charset=utf-8'

/** Loads GraphiQL from its package (9 MB), when the first browser requests it. */
export async function loadAssets(): Promise<Assets> {
  const bundle = await import('@graphql-yoga/render-graphiql/graphiql')
  const texts = [
    ['boot.js', script, bootScript],
    ['statements.js', script, statementsScript],
    ['graphiql.js', script, bundle.js],
    ['graphiql.css', 'text/css; charset=utf-8', bundle.css],
    ['editorWorkerService.worker.js', script, bundle.editorWorkerService],
    ['json.worker.js', script, bundle.jsonWorker],
    ['graphql.worker.js', script, bundle.graphqlWorker],
  ] as const
  const hash = createHash('sha256')
  const files = new Map<string, Asset>()
  for (const [name, type, text] of texts) {
    const body = Buffer.from(text)
    hash.update(body)
    files.set(name, { type, body, zipped: compress(body) })
  }
  return { version: hash.digest('hex').slice(0, 12), files }
}
