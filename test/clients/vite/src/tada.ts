import type { ResultOf, VariablesOf } from 'gql.tada'
import { request } from 'graphql-request'
import { graphql } from './graphql.ts'

const sessionsDocument = graphql(`
  query Sessions($first: Int!) {
    viewer {
      sessions(first: $first) {
        edges { node { id name version agentType createdAt } }
      }
    }
  }
`)

const renameDocument = graphql(`
  mutation Rename($input: RenameSessionInput!) {
    renameSession(input: $input) {
      __typename
      ... on RenameSessionSuccess { session { name version } }
      ... on VersionConflictError { currentVersion }
      ... on Error { message }
    }
  }
`)

export type Sessions = ResultOf<typeof sessionsDocument>

export const readSessions = (url: string, token: string, first: number): Promise<Sessions> =>
  request({
    url,
    document: sessionsDocument,
    variables: { first },
    requestHeaders: { authorization: `Bearer ${token}` },
  })

/** The new name, or why it was not taken. */
export async function rename(
  url: string,
  token: string,
  input: VariablesOf<typeof renameDocument>['input'],
): Promise<string> {
  const requestHeaders = { authorization: `Bearer ${token}` }
  const { renameSession } = await request({
    url,
    document: renameDocument,
    variables: { input },
    requestHeaders,
  })
  switch (renameSession.__typename) {
    case 'RenameSessionSuccess':
      return renameSession.session.name ?? ''
    case 'VersionConflictError':
      return `version ${renameSession.currentVersion}`
    default:
      return renameSession.message
  }
}
