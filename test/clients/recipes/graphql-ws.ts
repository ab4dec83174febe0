import type { Client } from 'graphql-ws'
import { cursorOf } from './socket.ts'

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
