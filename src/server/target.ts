import type { IncomingMessage } from 'node:http'

/** What stands at a path of the gateway. */
export type Route = 'graphql' | 'root' | 'asset' | 'console' | 'consoleAsset' | 'live' | 'ready' | 'metrics'

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

/** Every path there is, besides those of `patterns`. No other spelling of a path is the same path. */
const paths: ReadonlyMap<string, Route> = new Map([
  ['/graphql', 'graphql'],
  ['/graphql/', 'graphql'],
  ['/', 'root'],
  ['/health/live', 'live'],
  ['/health/ready', 'ready'],
  ['/metrics', 'metrics'],
])

/** The files of GraphiQL and of the console, and the addresses of the console's screens: the first match holds. */
const patterns: readonly (readonly [RegExp, Route])[] = [
  [/^\/graphiql\/[0-9a-f]{12}\/[\w.]+$/, 'asset'],
  [/^\/console\/assets\/[\w.-]+$/, 'consoleAsset'],
  [/^\/console(\/[\w-]+)*\/?$/, 'console'],
]
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
  const route = paths.get(path) ?? patterns.find(([pattern]) => pattern.test(path))?.[1]
  return { route, path, search, host }
}
