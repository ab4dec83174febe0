import { graphql } from 'relay-runtime'

/** The pages of a connection: `usePaginationFragment` loads the next or previous one into the same list. */
export const sessionsQuery = graphql`
  query relaySessionsQuery($first: Int, $after: String, $last: Int, $before: String) {
    viewer {
      id
      sessions(first: $first, after: $after, last: $last, before: $before)
        @connection(key: "viewer_sessions") {
        edges {
          node {
            id
            name
            version
          }
        }
        pageInfo {
          hasNextPage
          endCursor
          hasPreviousPage
          startCursor
        }
      }
    }
  }
`
