import type { Queryable } from '../data/database.ts'
import type { Viewer } from './viewer.ts'

const statement = {
  name: 'viewers_outdated',
  text: `select asked.place::int from unnest($1::uuid[], $2::boolean[], $3::uuid[])
  with ordinality asked(id, is_admin, api_key_id, place)
where not exists (select from users u
    where u.id = asked.id and u.is_active and (u.role = 'admin') is not distinct from asked.is_admin)
  or (asked.api_key_id is not null
    and not exists (select from api_keys k where k.id = asked.api_key_id and k.is_active))`,
}

/** Returns the viewers whose user or API key was deactivated, or whose role changed, since they signed in. */
export async function findStaleViewers(viewers: readonly Viewer[], sql: Queryable): Promise<Viewer[]> {
  const found = await sql.query<{ place: number }>(statement, [
    viewers.map(({ id }) => id),
    viewers.map(({ isAdmin }) => isAdmin),
    viewers.map(({ apiKeyId }) => apiKeyId ?? null),
  ])
  return found.flatMap(({ place }) => viewers[place - 1] ?? [])
}
