import type { Logger } from 'pino'

/** For a client and the log. */
export const foreignOrigin = 'pages of this origin may not use the gateway unless CORS_ORIGINS names it.'
export const maxLoggedOrigin = 200

/** What pages of an origin may do with answers, as Yoga asks for it at each request. Logs preflights that it refuses. */
export function createCors(allowed: readonly string[], log: Logger) {
  return ({ method, headers }: Request) => {
    const origin = headers.get('origin')
    if (!origin) return false
    if (!allowed.includes(origin)) {
      if (method === 'OPTIONS')
        log.warn({ origin: origin.slice(0, maxLoggedOrigin) }, `a preflight was refused: ${foreignOrigin}`)
      return false
    }
    const exposedHeaders = ['x-request-id', 'retry-after']
    return { origin: [origin], credentials: false, exposedHeaders, maxAge: 600 }
  }
}
