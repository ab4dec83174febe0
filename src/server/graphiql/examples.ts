const home = `# Whoever is signed in, with the newest sessions, how each conversation ended, and its last run.
query Home {
  viewer {
    displayName
    email
    sessions(first: 5) {
      edges {
        node {
          id
          name
          createdAt
          messages(last: 2) {
            edges { node { role createdAt } }
          }
          runs(first: 1) {
            edges { node { status } }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`

const runs = `# Runs of the newest sessions, what became of them, and the log of each. Page on with: after: "<endCursor>".
query Runs {
  viewer {
    sessions(first: 3) {
      nodes {
        name
        runs(first: 5) {
          totalCount
          nodes {
            id
            status
            errorMessage
            createdAt
            logs(first: 10) {
              nodes { status createdAt }
            }
          }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
}
`

const storybooks = `# Storybooks with their pages in order: four levels, and one statement for each.
query Storybooks {
  viewer {
    sessions(first: 50) {
      nodes {
        storybooks(first: 5) {
          nodes {
            id
            name
            version
            pages { pageNumber textContent imageUrl }
          }
        }
      }
    }
  }
}
`

const node = `# Any object by its id, and the way back up. Copy an id from another tab into the variables below: { "id": "…" }
query Anything($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Session { name user { email } }
    ... on RunTask { status session { name } }
    ... on Storybook { title: name session { name user { email } } }
  }
}
`

/** What GraphiQL's tabs show at first: a walk through the graph each, with a word on what it shows. */
export const examples: readonly string[] = [home, runs, storybooks, node]
