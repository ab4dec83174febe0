/** What GraphiQL's tabs show at first: one walk through the graph each, with a word on what it shows. */
export const examples: readonly string[] = [
  `# The newest sessions of whoever is signed in, with the end of each conversation and the last run.
query Home {
  viewer {
    email
    sessions(first: 5) {
      edges {
        node {
          id
          name
          createdAt
          messages(last: 2) {
            edges {
              node {
                role
                parts {
                  __typename
                }
              }
            }
          }
          runs(first: 1) {
            edges {
              node {
                status
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
`,
]
