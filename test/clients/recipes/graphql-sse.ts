import { GraphQLClient } from 'graphql-request'
import { type Client, createClient } from 'graphql-sse'
import { cursorOf, type Token } from './socket.ts'

/** A query or mutation; pass it to TanStack Query as `queryFn: ({ signal }) => request(…, signal)`. */
export async function request<Data>(
  url: string,
  token: Token,
  document: string,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Data> {
  const client = new GraphQLClient(url, { headers: { authorization: `Bearer ${await token()}` } })
  return client.request<Data>({ document, variables, signal })
}

/** One request for each subscription ("distinct connections"), the only mode that the gateway serves. */
export const createEventStreams = (url: string, token: Token): Client =>
  createClient({
    url,
    headers: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: (retries) =>
      new Promise((resolve) => setTimeout(resolve, Math.min(2 ** retries, 10) * (300 + 700 * Math.random()))),
  })

/** Follows a log: a stream that broke is asked for again with these variables, and so with the last entry's cursor. */
export function followLogBySse<Data extends Record<string, unknown>>(
  client: Client,
  query: string,
  given: Record<string, unknown>,
  next: (data: Data) => void,
): () => void {
  const variables = { ...given }
  return client.subscribe<Data>(
    { query, variables },
    {
      next({ data }) {
        if (!data) return
        variables.after = cursorOf(data) ?? variables.after
        next(data)
      },
      error: (error) => console.error(error),
      complete: () => {},
    },
  )
}
