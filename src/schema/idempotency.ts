import { createHash } from 'node:crypto'
import type { Viewer } from '../auth/viewer.ts'
import type { Queryable } from '../data/database.ts'
import { ConflictError } from './write-errors.ts'

type Attempt = {
  readonly viewer: Viewer
  readonly operation: string
  readonly key: string
  readonly input: object
}

/**
 * Runs `write` unless the viewer's key was used for it within the last day: then it answers what the first one returned.
 * Must run inside the transaction of the write. A repeat that arrives at the same time waits for the first to end; if
 * that one fails, its key is free again. Throws ConflictError where the key was used for something else.
 */
export async function once<Result extends object>(
  sql: Queryable,
  { viewer, operation, key, input }: Attempt,
  write: () => Promise<Result>,
): Promise<Result> {
  const request = createHash('sha256')
    .update(JSON.stringify([operation, input]))
    .digest('hex')
  await sql.query(
    `delete from gateway_idempotency_keys where created_at < now() - interval '1 day' and user_id = $1`,
    [viewer.id],
  )
  const fresh = await sql.query(
    `insert into gateway_idempotency_keys (user_id, key, request) values ($1, $2, $3) on conflict do nothing returning key`,
    [viewer.id, key, request],
  )
  if (fresh.length > 0) {
    const result = await write()
    await sql.query('update gateway_idempotency_keys set result = $3 where user_id = $1 and key = $2', [
      viewer.id,
      key,
      JSON.stringify(result),
    ])
    return result
  }
  const [first] = await sql.query<{ request: string; result: Result }>(
    'select request, result from gateway_idempotency_keys where user_id = $1 and key = $2',
    [viewer.id, key],
  )
  if (first?.request !== request) throw new ConflictError('This idempotencyKey was used for another request.')
  return first.result
}
