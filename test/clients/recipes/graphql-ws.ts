import type { Client } from 'graphql-ws'
import { cursorOf } from './cursor.ts'

/** Follows a log: the client subscribes again with these variables, and so with the cursor of the last entry. */
export function followLog<Data extends Record<string, unknown>>(
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

/** A query or mutation over the socket; the gateway stops its work when the signal aborts. */
export function request<Data extends Record<string, unknown>>(
  client: Client,
  query: string,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Data> {
  return new Promise((resolve, reject) => {
    const stop = client.subscribe<Data>(
      { query, variables },
      {
        next: ({ data, errors }) => (data ? resolve(data) : reject(errors?.[0])),
        error: reject,
        complete: () => reject(signal?.reason),
      },
    )
    signal?.addEventListener('abort', stop)
  })
}
