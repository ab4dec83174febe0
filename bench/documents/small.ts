import type { CaseName } from '../cases.ts'

const messages = 'messages(last: 5) { id role createdAt content }'
const sessions = `sessions(first: 10) { id name createdAt ${messages} }`

const page = (name: string) => `query ${name}($id: ID!, $after: String!) { session(id: $id) { id
    messages: page(first: 20, after: $after) { id role createdAt content } } }`

/** For the schemas that rivals are given here: as small as the cases. */
export const smallDocuments: Readonly<Record<CaseName, string>> = {
  row: 'query row($id: ID!) { session(id: $id) { id name status createdAt } }',
  sessions: `query sessions($id: ID!) { user(id: $id) { id sessions(first: 20) { id name createdAt
    lastMessage { id role createdAt } latestRun { id status } } } }`,
  user: `query user($id: ID!) { user(id: $id) { id email ${sessions} } }`,
  users: `query users { users { id email ${sessions} } }`,
  storybook: `query storybook($id: ID!) { storybook(id: $id) { id name version
    pages { id pageNumber imageUrl textContent } versions { id version } } }`,
  run: 'query run($id: ID!) { run(id: $id) { id status createdAt logs(first: 100) { id status createdAt } } }',
  first: page('first'),
  deep: page('deep'),
  rename: 'mutation rename($id: ID!, $name: String!) { renameSession(id: $id, name: $name) { id name } }',
}

/** Where plugin-prisma goes through the linking table. */
export const pothosDocuments: Readonly<Record<CaseName, string>> = {
  ...smallDocuments,
  storybook: `query storybook($id: ID!) { storybook(id: $id) { id name version
    pages: links { page { id pageNumber imageUrl textContent } } versions { id version } } }`,
}
