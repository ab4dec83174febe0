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

const marks = `# Two changes, one after the other. The errors that can
# happen are types too: with a version of yesterday, it is
# a VersionConflictError that has the row as it is now.
mutation RenameAndPin {
  renameSession(input: {
    id: "${sessions.website}"
    name: "The coffee roaster's website"
    # expectedVersion: "1"
  }) {
    __typename
    ... on RenameSessionSuccess { session { id name version } }
    ... on VersionConflictError { currentVersion current { id } }
    ... on Error { message }
  }
  pinSession(input: { id: "${sessions.storybook}" }) {
    ... on PinSessionSuccess { session { id isPinned } }
    ... on Error { message }
  }
}
`

const message = `# A message of yours. However often it is sent: with the
# same key, there is one message, and one answer.
mutation Say {
  appendMessage(input: {
    sessionId: "${sessions.longChat}"
    text: "And how do you say *goodbye*?"
    idempotencyKey: "said in GraphiQL"
  }) {
    __typename
    ... on AppendMessageSuccess {
      chatMessage { id createdAt session { name } }
    }
    ... on ValidationError { issues { path message } }
    ... on Error { message }
  }
}
`

const work = `# What a worker does: begin a run, note a step, end it.
# Once more, and "conflicting" is the run that is active.
# For the others, copy its id to the variables: {"run": "…"}
mutation Begin {
  claimRun(input: { sessionId: "${sessions.fresh}", taskType: MEDIA_GENERATION }) {
    __typename
    ... on ClaimRunSuccess { run { id status } }
    ... on ConflictError { conflicting { id } }
    ... on Error { message }
  }
}

mutation Note($run: ID!) {
  appendRunLog(input: { runId: $run, data: { step: "half of it" } }) {
    ... on AppendRunLogSuccess { log { id status data } }
    ... on Error { message }
  }
}

mutation End($run: ID!) {
  updateRunStatus(input: { id: $run, status: COMPLETED }) {
    ... on UpdateRunStatusSuccess { run { id status version } }
    ... on Error { message }
  }
}
`

/** What GraphiQL's tabs show at first: a walk through the graph each, with a word on what it shows. */
export const examples: readonly string[] = [home, live, runs, storybooks, node, marks, message, work]
