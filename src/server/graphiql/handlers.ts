import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Pages } from '../ingress.ts'
import { type Asset, type Assets, loadAssets } from './assets.ts'
import { contentSecurityPolicy, renderPage } from './page.ts'

/** Options of GraphiQL. */
export type GraphiQLPageOptions = {
  /** The demo user's, in local use. */
  readonly token: string | undefined
  /** Whether the gateway serves the console, to which GraphiQL then links. */
  readonly hasConsole: boolean
}

/** Serves GraphiQL to browsers that open `/graphql`, without external resources and under any proxy prefix. */
export function createGraphiQL({
  token,
  hasConsole,
}: GraphiQLPageOptions): Pick<Pages, 'root' | 'asset' | 'graphql'> {
  let assets: Promise<Assets> | undefined
  const load = () => (assets ??= loadAssets())

  /** The page by its root, of which there are two. */
  const pages = new Map<string, string>()

  async function renderOnce(root: string): Promise<string> {
    const known = pages.get(root)
    if (known !== undefined) return known
    const { version } = await load()
    const page = renderPage({
      assets: `${root}graphiql/${version}`,
      console: hasConsole ? `${root}console` : undefined,
      token,
    })
    pages.set(root, page)
    return page
  }

  async function sendPage(response: ServerResponse, root: string): Promise<void> {
    response.writeHead(200, pageHeaders).end(await renderOnce(root))
  }

  async function sendFile(
    { headers }: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    const [, , askedVersion, name = ''] = path.split('/')
    const { version, files } = await load()
    const asset = askedVersion === version ? files.get(name) : undefined
    if (!asset) return void response.writeHead(404).end()
    const zipped = /\bgzip\b/.test(headers['accept-encoding'] ?? '')
    await sendAsset(response, asset, zipped)
  }

  return {
    root: (_request, response) => void response.writeHead(302, { location: 'graphql' }).end(),
    asset: (request, response, { path }) => sendFile(request, response, path),
    // Relative to the page's path, from which a proxy may have removed a prefix.
    graphql: (_request, response, { path }) => sendPage(response, path.endsWith('/') ? '../' : ''),
  }
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
}

async function sendAsset(response: ServerResponse, asset: Asset, zipped: boolean): Promise<void> {
  const body = zipped ? await asset.zipped : asset.body
  const headers = {
    'content-type': asset.type,
    'content-length': body.length,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  }
  response.writeHead(200, zipped ? { ...headers, 'content-encoding': 'gzip' } : headers).end(body)
}
