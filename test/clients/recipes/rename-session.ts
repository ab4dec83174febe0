/** A rename that is refused if another one came first; the answer has the row in any case, by which caches are right again. */
export const renameSessionDocument = `mutation RenameSession($input: RenameSessionInput!) {
  renameSession(input: $input) {
    __typename
    ... on RenameSessionSuccess { session { id name version } }
    ... on VersionConflictError { currentVersion current { __typename id ... on Session { name version } } }
    ... on Error { message }
  }
}`

export type Session = { id: string; name: string; version: string }

export type RenameSessionPayload =
  | { __typename: 'RenameSessionSuccess'; session: Session }
  | { __typename: 'VersionConflictError'; message: string; currentVersion: string; current: Session | null }
  | { __typename: 'NotFoundError' | 'ValidationError'; message: string }

/** What a cache shows until the answer comes. */
export const optimisticPayload = ({ id, name, version }: Session) => ({
  __typename: 'RenameSessionSuccess',
  session: { __typename: 'Session', id, name, version },
})
