import type { Queryable } from '../data/database.ts'
import { unauthenticated } from './unauthenticated.ts'
import type { Viewer } from './viewer.ts'

const statement = {
  name: 'viewer_as_of_now',
  text: `select role = 'admin' as "isAdmin" from users where id = $1::uuid and is_active`,
}

/**
 * The viewer with the rights that the database gives at this moment, for writes: reads may go by what was true seconds
 * ago. Throws `UNAUTHENTICATED` for a user who is gone or deactivated.
 */
export async function asOfNow(viewer: Viewer, sql: Queryable): Promise<Viewer> {
  const [now] = await sql.query<{ isAdmin: boolean }>(statement, [viewer.id])
  if (!now) throw unauthenticated('The user does not exist or is deactivated.')
  return { ...viewer, isAdmin: now.isAdmin }
}
