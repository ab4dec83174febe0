import type { IncomingMessage } from 'node:http'

/** What stands at a path of the gateway. */
export type Route = 'graphql' | 'root' | 'asset' | 'live' | 'ready' | 'metrics'

/** Where a request goes. */
export type Target = {
  /** Undefined where there is nothing: 404. */
  readonly route: Route | undefined
  readonly path: string
  /** The query string with its `?`, or an empty text. */
  readonly search: string
  /** The host and port that the client means, in lower case. */
  readonly host: string
}

/** Every path there is, besides GraphiQL's files. No other spelling of a path is the same path. */
const paths: ReadonlyMap<string, Route> = new Map([
  ['/graphql', 'graphql'],
  ['/graphql/', 'graphql'],
  ['/', 'root'],
  ['/health/live', 'live'],
  ['/health/ready', 'ready'],
  ['/metrics', 'metrics'],
])

const assetPath = /^\/graphiql\/[0-9a-f]{12}\/[\w.]+$/
/** RFC 9112: a path of this server, or a whole URL as proxies get it; a fragment belongs to neither. */
const requestTarget = /^(?:https?:\/\/([^/?#]+))?(\/[^?#]*)?(\?[^#]*)?(?:#.*)?$/i
const hostShape = /^([\w.-]*|\[[0-9a-f:.]+\])(:\d*)?$/

/**
 * Reads where a request goes, over HTTP or WebSocket. Nothing else in the gateway may look at a request's address to decide
 * what answers it. Undefined where that cannot be told, for a malformed host too: it would be part of the URL that is made of it further on.
 */
export function readTarget({ url = '/', headers }: IncomingMessage): Target | undefined {
  const parts = requestTarget.exec(url)
  if (!parts) return undefined
  const [, authority, path = '/', search = ''] = parts
  const host = (authority ?? headers.host ?? '').toLowerCase()
  if (!hostShape.test(host)) return undefined
  const route = paths.get(path) ?? (assetPath.test(path) ? 'asset' : undefined)
  return { route, path, search, host }
}
