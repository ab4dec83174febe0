/** A page of the user's sessions, in both directions. */
export const sessionsDocument = `query Sessions($first: Int, $after: String, $last: Int, $before: String) {
  viewer {
    id
    sessions(first: $first, after: $after, last: $last, before: $before) {
      edges { node { id name version } }
      pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
    }
  }
}`

/** `first` with `after`, or `last` with `before`. */
export type PageArgs = { first?: number; after?: string; last?: number; before?: string }

export type SessionsData = {
  viewer: {
    sessions: {
      edges: { node: { id: string; name: string; version: string } }[]
      pageInfo: {
        hasNextPage: boolean
        endCursor: string | null
        hasPreviousPage: boolean
        startCursor: string | null
      }
    }
  }
}

/** The page behind these, or undefined behind the last one. */
export function nextPage({ viewer }: SessionsData, size: number): PageArgs | undefined {
  const { hasNextPage, endCursor } = viewer.sessions.pageInfo
  return hasNextPage && endCursor ? { first: size, after: endCursor } : undefined
}

/** The page before these, or undefined before the first one. */
export function previousPage({ viewer }: SessionsData, size: number): PageArgs | undefined {
  const { hasPreviousPage, startCursor } = viewer.sessions.pageInfo
  return hasPreviousPage && startCursor ? { last: size, before: startCursor } : undefined
}
