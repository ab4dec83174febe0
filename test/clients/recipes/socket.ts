import { createClient } from 'graphql-ws'

/** The access token of the moment; renews it first where it is about to expire. */
export type Token = () => Promise<string>

/** One WebSocket for all subscriptions, which comes back whatever closed it, with a token that is asked for anew. */
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

/** The cursor of a log's entry in a subscription's data, under whichever name the log was asked for. */
export function cursorOf(data: unknown): string | undefined {
  const [entry] = Object.values((data ?? {}) as Record<string, { cursor?: string } | null>)
  return entry?.cursor
}
