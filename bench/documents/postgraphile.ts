import type { CaseName } from '../cases.ts'

const messages =
  'messages: chatMessagesBySessionId(last: 5, orderBy: CREATED_AT_ASC) { nodes { id: rowId role createdAt content } }'
const sessions = `sessions: sessionsByUserId(first: 10, orderBy: CREATED_AT_DESC) { nodes { id: rowId name createdAt ${messages} } }`

const page = (
  name: string,
) => `query ${name}($id: UUID!, $after: Cursor!) { session: sessionByRowId(rowId: $id) { id: rowId
    messages: chatMessagesBySessionId(first: 20, after: $after, orderBy: CREATED_AT_ASC) { nodes { id: rowId role createdAt content } } } }`

export const postgraphileDocuments: Readonly<Record<CaseName, string>> = {
  row: 'query row($id: UUID!) { session: sessionByRowId(rowId: $id) { id: rowId name status createdAt } }',
  sessions: `query sessions($id: UUID!) { user: userByRowId(rowId: $id) { id: rowId
    sessions: sessionsByUserId(first: 20, orderBy: CREATED_AT_DESC) { nodes { id: rowId name createdAt
      lastMessage: chatMessagesBySessionId(first: 1, orderBy: CREATED_AT_DESC) { nodes { id: rowId role createdAt } }
      latestRun: runTasksBySessionId(first: 1, orderBy: CREATED_AT_DESC) { nodes { id: rowId status } } } } } }`,
  user: `query user($id: UUID!) { user: userByRowId(rowId: $id) { id: rowId email ${sessions} } }`,
  users: `query users { users: allUsers(first: 20, orderBy: CREATED_AT_DESC) { nodes { id: rowId email ${sessions} } } }`,
  storybook: `query storybook($id: UUID!) { storybook: storybookByRowId(rowId: $id) { id: rowId name version
    pages: storybookPageLinksByStorybookId { nodes { page: storybookPageByPageId { id: rowId pageNumber imageUrl textContent } } }
    versions: storybooksByRootStorybookId(first: 10) { nodes { id: rowId version } } } }`,
  run: `query run($id: UUID!) { run: runTaskByRowId(rowId: $id) { id: rowId status createdAt
    logs: taskLogsByTaskId(first: 100, orderBy: ROW_ID_ASC) { nodes { id: rowId status createdAt } } } }`,
  first: page('first'),
  deep: page('deep'),
  rename: `mutation rename($id: UUID!, $name: String!) {
    renameSession: updateSessionByRowId(input: { rowId: $id, sessionPatch: { name: $name } }) { session { id: rowId name } } }`,
}
