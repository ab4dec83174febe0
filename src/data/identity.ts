import type { Queryable } from './database.ts'
import { UnusableConnectionError } from './unavailable.ts'

const identity = `select current_database() || ' of server ' || system_identifier as name from pg_control_system()`

/** Throws unless the direct connection is to the same database as the main one. */
export async function refuseOther(direct: Queryable, served: Queryable): Promise<void> {
  const [there] = await direct.query<{ name: string }>(identity)
  const [here] = await served.query<{ name: string }>(identity)
  if (there?.name === here?.name) return
  throw new UnusableConnectionError(
    `DATABASE_LISTEN_URL is another database than DATABASE_URL: ${there?.name} instead of ${here?.name}`,
  )
}
