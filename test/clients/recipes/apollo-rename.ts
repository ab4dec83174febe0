import { type ApolloClient, gql } from '@apollo/client'
import {
  optimisticPayload,
  type RenameSessionPayload,
  renameSessionDocument,
  type Session,
} from './rename-session.ts'

/** Shows the new name at once; a conflict, or any other answer, takes it back. */
export async function renameSession(client: ApolloClient, session: Session): Promise<RenameSessionPayload> {
  const { data } = await client.mutate<{ renameSession: RenameSessionPayload }>({
    mutation: gql(renameSessionDocument),
    variables: { input: { id: session.id, name: session.name, expectedVersion: session.version } },
    optimisticResponse: { renameSession: optimisticPayload(session) as RenameSessionPayload },
  })
  if (!data) throw new Error('There is no answer.')
  return data.renameSession
}
