import { type Client, createClient } from 'graphql-sse'
import { cursorOf } from './cursor.ts'
import type { Token } from './token.ts'

const pause = (retries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(2 ** retries, 10) * (300 + 700 * Math.random())))

/** One request for each operation ("distinct connections"), the only mode that the gateway serves. */
export const createEventStreams = (url: string, token: Token): Client =>
  createClient({
    url,
    headers: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: pause,
  })

/** A query or mutation as an event stream. */
export async function requestBySse<Data extends Record<string, unknown>>(
  client: Client,
  query: string,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Data> {
  const results = client.iterate<Data>({ query, variables })
  const stop = () => results.return?.()
  signal?.addEventListener('abort', stop)
  for await (const { data, errors } of results) {
    if (data) return data
    throw errors?.[0]
  }
  throw signal?.reason
}

/** Errors after which a stream ends and the same subscription works again, with a new token for the first. */
const passing = new Set<unknown>(['UNAUTHENTICATED', 'SERVICE_UNAVAILABLE'])

/**
 * Follows a log. A stream that broke is asked for again with these variables, and so with the last entry's cursor; one
 * that the gateway ended with an error, such as when its token expired, is asked for by this code.
 */
export function followLogBySse<Data extends Record<string, unknown>>(
  client: Client,
  query: string,
  given: Record<string, unknown>,
  next: (data: Data) => void,
): () => void {
  const variables = { ...given }
  let stop = () => {}
  let isStopped = false
  let failures = 0
  function subscribe(): void {
    let isPassing = false
    stop = client.subscribe<Data>(
      { query, variables },
      {
        next({ data, errors = [] }) {
          isPassing = errors.some(({ extensions }) => passing.has(extensions.code))
          if (!data) return
          failures = 0
          variables.after = cursorOf(data) ?? variables.after
          next(data)
        },
        error: (error) => console.error(error),
        async complete() {
          if (!isPassing) return
          await pause(failures++)
          if (!isStopped) subscribe()
        },
      },
    )
  }
  subscribe()
  return () => {
    isStopped = true
    stop()
  }
}
