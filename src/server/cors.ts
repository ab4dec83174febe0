import type { Logger } from 'pino'

/** The message for clients and the log. */
export const foreignOrigin = 'pages of this origin may not use the gateway unless CORS_ORIGINS names it.'
export const maxLoggedOrigin = 200

/** Returns Yoga's CORS options per request. Logs rejected preflights. */
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
