import { sessions } from '../../demo/identities.ts'

const home = `# Who is signed in, the newest sessions, how each
# conversation ended, and what became of the last run.
query Home {
  viewer {
    displayName
    sessions(first: 5) {
      nodes {
        id
        name
        createdAt
        latestRun { status }
        messages(last: 2) {
          nodes {
            role
            parts {
              __typename
              ... on TextPart { text }
            }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`

const live = `# What happens in a session, from its start, and then
# as it happens: a run of the demo never rests.
# Reconnected with "after", nothing is lost or repeated.
subscription Live {
  sessionEvents(sessionId: "${sessions.research}") {
    ... on StreamEntry { cursor createdAt }
    ... on EventAdded { event { eventType content } }
    ... on StreamGap { reason }
  }
}
`

const runs = `# Runs of the newest sessions and the record of each.
# Page on with: runs(first: 5, after: "<endCursor>")
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

const storybooks = `# Storybooks with their pages in order: four levels,
# and one statement to the database for each.
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

const node = `# Any object by its id, and the way back up. Copy an
# id from another tab into the variables: {"id": "…"}
query Anything($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Session { name user { email } }
    ... on RunTask { status session { name } }
    ... on Storybook { title: name session { name } }
  }
}
`

const rename = `# A change. The errors that can happen are types too.
# Variables: {"input": {"id": "…", "name": "…"}}
mutation Rename($input: RenameSessionInput!) {
  renameSession(input: $input) {
    __typename
    ... on RenameSessionSuccess { session { id name version } }
    ... on Error { message }
  }
}
`

/** What GraphiQL's tabs show at first: a walk through the graph each, with a word on what it shows. */
export const examples: readonly string[] = [home, live, runs, storybooks, node, rename]
