import { uuidIn } from '../data/batching/table.ts'
import type { RowOwners } from './declaration.ts'

/**
 * Returns SQL for the owner of a session, as text: an array costs more to read than all other columns of a
 * message.
 */
export const ownerOfSession = (sessionId: string) =>
  `(select owner.user_id::text from sessions owner where owner.id = ${sessionId})`

/** The user in the column `user_id` of the row itself. */
export const rowUser: RowOwners = { text: (row) => `${row}.user_id::text` }

/** The owner of the row's session. */
export const sessionOwner: RowOwners = { from: 'sessionId', text: ownerOfSession }

/** The owner of the row's session, whose id is stored as text. */
export const textSessionOwner: RowOwners = {
  from: 'sessionId',
  text: (sessionId) => ownerOfSession(uuidIn(sessionId)),
}
