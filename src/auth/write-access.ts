import { type Condition, condition } from '../data/batching/condition.ts'
import type { Queryable } from '../data/database.ts'
import { ForbiddenError, InvalidCredentialsError } from '../errors/client-errors.ts'
import type { Viewer } from './viewer.ts'

/** True if row `u` is this user and active, and the API key, if given, is active. */
const isActive = (user: string, apiKey: string) => `u.id = ${user}::uuid and u.is_active
and (${apiKey}::uuid is null or exists (select from api_keys k where k.id = ${apiKey}::uuid and k.is_active))`

/**
 * Newer platforms mark accounts during erasure. Where `users` lacks the column, its name means the one of this
 * row, which encloses the query of users.
 */
const absentColumns = '(select null as is_purging) absent'
const isPurging = `is_purging::text is not distinct from 'true'`

const statement = {
  name: 'viewer_as_of_now',
  text: `select v.* from ${absentColumns}, lateral (select u.role = 'admin' as "isAdmin", ${isPurging} as "isPurging"
from users u where ${isActive('$1', '$2')}) v`,
}

/**
 * The condition that the viewer may write, independent of the row: false when `revalidateViewer` would throw.
 */
export function viewerMayWrite({ id, apiKeyId }: Viewer): Condition {
  return condition(
    [id, apiKeyId ?? null],
    (_row, [user = '', apiKey = '']) =>
      `exists (select from ${absentColumns} where exists (select from users u where ${isActive(user, apiKey)} and not (${isPurging})))`,
  )
}

/**
 * Returns the viewer with its current rights, for writes; reads may use rights that are seconds old. Throws
 * `UNAUTHENTICATED` if the user or API key is missing or deactivated, `FORBIDDEN` while the user's data is
 * being erased.
 */
export async function revalidateViewer(viewer: Viewer, sql: Queryable): Promise<Viewer> {
  const values = [viewer.id, viewer.apiKeyId ?? null]
  const [now] = await sql.query<{ isAdmin: boolean; isPurging: boolean }>(statement, values)
  if (!now) throw new InvalidCredentialsError('The user, or the API key, does not exist or is deactivated.')
  if (now.isPurging) {
    const message = 'The account is being erased: nothing of it can be changed any more.'
    throw new ForbiddenError(message)
  }
  return { ...viewer, isAdmin: now.isAdmin }
}
