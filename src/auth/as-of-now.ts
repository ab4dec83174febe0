import { GraphQLError } from 'graphql'
import type { Queryable } from '../data/database.ts'
import { unauthenticated } from './unauthenticated.ts'
import type { Viewer } from './viewer.ts'

// Newer platforms mark an account that they erase; the column is missing elsewhere.
const statement = {
  name: 'viewer_as_of_now',
  text: `select role = 'admin' as "isAdmin", to_jsonb(u)->>'is_purging' is not distinct from 'true' as "isPurging"
from users u where id = $1::uuid and is_active
and ($2::uuid is null or exists (select from api_keys where id = $2::uuid and is_active))`,
}

/**
 * The viewer with the rights that the database gives at this moment, for writes: reads may go by what was true seconds
 * ago. Throws `UNAUTHENTICATED` for a user or an API key that is gone or deactivated, `FORBIDDEN` for a user whose data
 * is being erased.
 */
export async function asOfNow(viewer: Viewer, sql: Queryable): Promise<Viewer> {
  const values = [viewer.id, viewer.apiKeyId ?? null]
  const [now] = await sql.query<{ isAdmin: boolean; isPurging: boolean }>(statement, values)
  if (!now) throw unauthenticated('The user, or the API key, does not exist or is deactivated.')
  if (now.isPurging) {
    const message = 'The account is being erased: nothing of it can be changed any more.'
    throw new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } })
  }
  return { ...viewer, isAdmin: now.isAdmin }
}
