import { type Plugin, shouldRenderGraphiQL } from 'graphql-yoga'
import { type Asset, type Assets, loadAssets } from './assets.ts'
import { contentSecurityPolicy, renderPage } from './page.ts'

/**
 * GraphiQL for browsers that open `/graphql`, from this server alone: it works without any network beyond.
 * `token` is put in its headers; it is for the demo's user, on a machine of one's own.
 */
export function useGraphiQL(token: string | undefined): Plugin {
  let assets: Promise<Assets> | undefined
  const load = () => (assets ??= loadAssets())

  async function file(pathname: string, zipped: boolean): Promise<Response> {
    const { version, files } = await load()
    const [, , askedVersion, name = ''] = pathname.split('/')
    const asset = askedVersion === version ? files.get(name) : undefined
    return asset ? send(asset, zipped) : new Response(null, { status: 404 })
  }

  return {
    onRequest({ request, url, endResponse }) {
      if (request.method !== 'GET') return
      const { pathname } = url
      if (pathname.startsWith('/graphiql/')) {
        const zipped = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
        return file(pathname, zipped).then(endResponse)
      }
      if (!shouldRenderGraphiQL(request)) return
      if (pathname === '/')
        endResponse(new Response(null, { status: 302, headers: { location: '/graphql' } }))
      if (pathname === '/graphql') {
        return load().then(({ version }) => endResponse(page(renderPage(`/graphiql/${version}`, token))))
      }
    },
  }
}

function page(html: string): Response {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
  return new Response(html, { headers })
}

async function send(asset: Asset, zipped: boolean): Promise<Response> {
  const body = zipped ? await asset.zipped : asset.body
  const headers = new Headers({
    'content-type': asset.type,
    'content-length': String(body.length),
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
  })
  if (zipped) headers.set('content-encoding', 'gzip')
  return new Response(new Uint8Array(body), { headers })
}
