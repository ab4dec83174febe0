import { graphql } from 'relay-runtime'

/** The pages of a connection: `usePaginationFragment` loads the next one into the same list. */
export const sessionsQuery = graphql`
  query relaySessionsQuery($first: Int!, $after: String) {
    viewer {
      id
      sessions(first: $first, after: $after) @connection(key: "viewer_sessions") {
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
        }
      }
    }
  }
`
