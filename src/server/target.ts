import type { IncomingMessage } from 'node:http'

/** A route of the gateway. */
export type Route = 'graphql' | 'root' | 'asset' | 'console' | 'consoleAsset' | 'live' | 'ready' | 'metrics'

/** The parsed target of a request. */
export type Target = {
  /** Undefined if no route matches: 404. */
  readonly route: Route | undefined
  readonly path: string
  /** The query string with its `?`, or an empty string. */
  readonly search: string
  /** The requested host and port, in lower case. */
  readonly host: string
}

/** All paths except those of `patterns`. Other spellings of a path do not match. */
const paths: ReadonlyMap<string, Route> = new Map([
  ['/graphql', 'graphql'],
  ['/graphql/', 'graphql'],
  ['/', 'root'],
  ['/health/live', 'live'],
  ['/health/ready', 'ready'],
  ['/metrics', 'metrics'],
])

/** The files of GraphiQL and the console, and the console's screens; the first match applies. */
const patterns: readonly (readonly [RegExp, Route])[] = [
  [/^\/graphiql\/[0-9a-f]{12}\/[\w.]+$/, 'asset'],
  [/^\/console\/assets\/[\w.-]+$/, 'consoleAsset'],
  [/^\/console(\/[\w-]+){0,8}\/?$/, 'console'],
]
/**
 * The request target of RFC 9112: a path, or an absolute URL as proxies receive it; a fragment is ignored.
 */
const requestTarget = /^(?:https?:\/\/([^/?#]+))?(\/[^?#]*)?(\?[^#]*)?(?:#.*)?$/i
/** The parts of the most frequent target. */
const graphqlTarget = ['/graphql', undefined, '/graphql']
const hostShape = /^([\w.-]*|\[[0-9a-f:.]+\])(:\d*)?$/

/**
 * Parses the target of a request over HTTP or WebSocket; no other code routes by the URL. Undefined for a
 * malformed target or host, which would become part of a URL, and for several hosts, of which a proxy may have checked
 * another one.
 */
export function readTarget({ url = '/', headers, rawHeaders }: IncomingMessage): Target | undefined {
  if (hasSeveralHosts(rawHeaders)) return undefined
  const parts = url === '/graphql' ? graphqlTarget : requestTarget.exec(url)
  if (!parts) return undefined
  const [, authority, path = '/', search = ''] = parts
  const host = (authority ?? headers.host ?? '').toLowerCase()
  if (!hostShape.test(host)) return undefined
  const route = paths.get(path) ?? patterns.find(([pattern]) => pattern.test(path))?.[1]
  return { route, path, search, host }
}

/** RFC 9112, section 3.2: such a request must be refused. Node keeps the first one and drops the others. */
function hasSeveralHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts > 1
}
