import type { Queryable } from '../data/database.ts'
import { watched } from './watched.ts'

/** Whether the database signals changes by itself: whether all triggers are there and enabled. */
export async function signalsInstalled(database: Queryable): Promise<boolean> {
  const [row] = await database.query<{ count: number }>({
    name: 'live_installed',
    text: `select count(*)::int as count from pg_trigger
where tgname = 'ii_gateway_inserted' and tgenabled in ('O', 'A') and not tgisinternal`,
  })
  return row?.count === Object.keys(watched).length
}
