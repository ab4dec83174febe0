import type { CaseName } from '../cases.ts'

const messages =
  'messages(last: 5) { nodes { id: databaseId role: roleText createdAt content: parts { ... on TextPart { text } } } }'
const sessions = `sessions(first: 10) { nodes { id: databaseId name createdAt ${messages} } }`

const page = (name: string) => `query ${name}($id: ID!, $after: String!) { session(id: $id) { id: databaseId
    messages(first: 20, after: $after) { nodes { id: databaseId role: roleText createdAt content: parts { ... on TextPart { text } } } } } }`

export const gatewayDocuments: Readonly<Record<CaseName, string>> = {
  row: 'query row($id: ID!) { session(id: $id) { id: databaseId name status: statusText createdAt } }',
  sessions: `query sessions { user: viewer { id: databaseId sessions(first: 20) { nodes { id: databaseId name createdAt
    lastMessage { id: databaseId role: roleText createdAt } latestRun { id: databaseId status: statusText } } } } }`,
  user: `query user { user: viewer { id: databaseId email ${sessions} } }`,
  users: `query users { users(first: 20) { nodes { id: databaseId email ${sessions} } } }`,
  storybook: `query storybook($id: ID!) { storybook(id: $id) { id: databaseId name version
    pages { id: databaseId pageNumber imageUrl textContent } versions(first: 10) { nodes { id: databaseId version } } } }`,
  run: `query run($id: ID!) { run(id: $id) { id: databaseId status: statusText createdAt
    logs(first: 100) { nodes { id: databaseId status: statusText createdAt } } } }`,
  first: page('first'),
  deep: page('deep'),
  rename: `mutation rename($id: ID!, $name: String!) { renameSession(input: { id: $id, name: $name }) {
    ... on RenameSessionSuccess { session { id: databaseId name } } } }`,
}
