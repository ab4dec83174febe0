import type { Client } from '@urql/core'
import { type RenameSessionPayload, renameSessionDocument, type Session } from './rename-session.ts'

/** Shows the new name at once, by `optimistic` of the cache; a conflict, or any other answer, takes it back. */
export async function renameSession(
  client: Client,
  { id, name, version }: Session,
): Promise<RenameSessionPayload> {
  const input = { id, name, expectedVersion: version }
  const { data, error } = await client
    .mutation<{ renameSession: RenameSessionPayload }>(renameSessionDocument, { input })
    .toPromise()
  if (!data) throw error
  return data.renameSession
}
