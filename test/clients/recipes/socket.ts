import { createClient } from 'graphql-ws'
import type { Token } from './token.ts'

/** One WebSocket for all subscriptions, which reconnects whatever closed it, with a token that is asked for anew. */
export const createSocket = (url: string, token: Token, webSocketImpl?: unknown) =>
  createClient({
    url,
    webSocketImpl,
    connectionParams: async () => ({ token: await token() }),
    // By default the client gives up when a connection is refused, as it is while the gateway is away.
    shouldRetry: () => true,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) =>
      new Promise((resolve) => setTimeout(resolve, Math.min(2 ** retries, 10) * (300 + 700 * Math.random()))),
  })
