import { sessions } from '../../demo/identities.ts'
import { encodeNodeId } from '../../schema/node-id.ts'

const home = `# Who is signed in, the newest chats, how each of
# them ended, and what files it has.
query Home {
  viewer {
    displayName
    sessions(first: 3, filter: { kinds: CHAT }) {
      edges {
        node {
          id
          name
          agentType
          messages(last: 2) {
            edges {
              node {
                role
                parts {
                  __typename
                  ... on TextPart { text }
                }
              }
            }
          }
          assets(first: 2) {
            edges { node { fileName } }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`

const live = `# What happens in a session, from its start, and
# then live: a run of the demo never rests. With
# "after", nothing is lost or repeated.
subscription Live {
  sessionEvents(sessionId: "${sessions.research}") {
    ... on StreamEntry { cursor createdAt }
    ... on EventAdded {
      event { eventType content }
    }
    ... on StreamGap { reason }
  }
}
`

const runs = `# One's newest runs, and the record of each. Page
# on with: runs(first: 5, after: "<endCursor>")
query Runs {
  viewer {
    runs(first: 5) {
      totalCount
      edges {
        node {
          id
          status
          errorMessage
          session { name }
          logs(first: 10) {
            edges { node { status createdAt } }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`

const storybooks = `# A session's storybooks, pages in order, with one
# statement to the database for each level.
query Storybooks {
  session(id: "${sessions.storybook}") {
    name
    storybooks(first: 5) {
      edges {
        node {
          id
          name
          version
          pages { pageNumber textContent imageUrl }
        }
      }
    }
  }
}
`

const node = `# Any object by its id, and the way back up. Put
# the id of another one into the variables below.
query Anything($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Session { name user { email } }
    ... on RunTask { status session { name } }
    ... on Storybook { version session { name } }
  }
}
`

const marks = `# Two changes, one after another. Errors are types
# too: with an old version, it is a
# VersionConflictError that has the row of now.
mutation RenameAndPin {
  renameSession(input: {
    id: "${sessions.website}"
    name: "The coffee roaster's website"
    # expectedVersion: "1"
  }) {
    __typename
    ... on RenameSessionSuccess {
      session { id name version }
    }
    ... on VersionConflictError {
      currentVersion
      current { id }
    }
    ... on Error { message }
  }
  pinSession(input: {
    id: "${sessions.storybook}"
  }) {
    ... on PinSessionSuccess {
      session { id isPinned }
    }
    ... on Error { message }
  }
}
`

const message = `# A message of yours. However often it is sent by
# the same key, there is one message, one answer.
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
    ... on ValidationError {
      issues { path message }
    }
    ... on Error { message }
  }
}
`

const work = `# What a worker does: begin a run, note a step and
# end it. Begun again, "conflicting" is the run
# that is active: its id goes into the variables.
mutation Begin {
  claimRun(input: {
    sessionId: "${sessions.fresh}"
    taskType: MEDIA_GENERATION
  }) {
    __typename
    ... on ClaimRunSuccess { run { id status } }
    ... on ConflictError { conflicting { id } }
    ... on Error { message }
  }
}

mutation Note($run: ID!) {
  appendRunLog(input: {
    runId: $run
    data: { step: "half of it" }
  }) {
    ... on AppendRunLogSuccess {
      log { id status data }
    }
    ... on Error { message }
  }
}

mutation End($run: ID!) {
  updateRunStatus(input: { id: $run, status: COMPLETED }) {
    ... on UpdateRunStatusSuccess {
      run { id status version }
    }
    ... on Error { message }
  }
}
`

type Example = { readonly query: string; readonly variables?: string }

const variables = (values: object) => JSON.stringify(values, null, 2)

/** GraphiQL's initial tabs: example operations with explanations. */
export const examples: readonly Example[] = [
  { query: home },
  { query: live },
  { query: runs },
  { query: storybooks },
  { query: node, variables: variables({ id: encodeNodeId('Session', sessions.website) }) },
  { query: marks },
  { query: message },
  { query: work, variables: variables({ run: '' }) },
]
