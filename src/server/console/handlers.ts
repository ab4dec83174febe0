import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import Negotiator from 'negotiator'
import type { Pages } from '../ingress.ts'
import { type ConsoleBuild, readConsoleBuild } from './build.ts'
import {
  type ConsolePageOptions,
  consolePolicy,
  framePage,
  framePolicy,
  renderConsolePage,
  workerPolicy,
} from './page.ts'

/** The output folder of `npm run build`, the same for `src` and `dist`. */
export const builtConsole = join(import.meta.dirname, '../../../dist/console')

const frame = '/console/frame'

/** Serves the console: its page at `/`, `/console` and all paths below, and its files. */
export function createConsole(
  options: ConsolePageOptions,
  folder = builtConsole,
): Pick<Pages, 'root' | 'console' | 'consoleAsset'> {
  let build: Promise<ConsoleBuild | undefined> | undefined
  const load = () => (build ??= readConsoleBuild(folder))

  async function sendPage(_request: IncomingMessage, response: ServerResponse, { path }: { path: string }) {
    if (path === frame) return void response.writeHead(200, frameHeaders).end(framePage)
    const built = await load()
    if (!built)
      return void response.writeHead(503, plainText).end('The console is not built: npm run build\n')
    response.writeHead(200, pageHeaders).end(renderConsolePage(built.page, path, options))
  }

  async function sendFile(request: IncomingMessage, response: ServerResponse, { path }: { path: string }) {
    const file = (await load())?.files.get(path.slice(path.lastIndexOf('/') + 1))
    if (!file) return void response.writeHead(404).end()
    const accepted = new Negotiator(request).encodings([...file.encoded.keys(), 'identity'])
    const encoding = [...file.encoded.keys()].find((name) => accepted.includes(name))
    const body = (encoding && file.encoded.get(encoding)) ?? file.body
    response
      .writeHead(200, {
        'content-type': file.type,
        'content-length': body.length,
        // A worker has the policy of its own file.
        'content-security-policy': workerPolicy,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(encoding && { 'content-encoding': encoding }),
      })
      .end(body)
  }

  return { root: sendPage, console: sendPage, consoleAsset: sendFile }
}

const plainText = { 'content-type': 'text/plain; charset=utf-8' }

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': consolePolicy,
}

const frameHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': framePolicy,
  'x-frame-options': 'SAMEORIGIN',
}
