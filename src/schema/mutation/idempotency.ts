import { createHash } from 'node:crypto'
import type { Viewer } from '../../auth/viewer.ts'
import type { Queryable } from '../../data/database.ts'
import { ConflictError } from '../write-errors.ts'
import type { Handler, WritingCall } from './call.ts'

type Attempt = {
  readonly viewer: Viewer
  readonly operation: string
  readonly key: string
  readonly input: object
}

/** Returns the first result for a repeat of a call with the same `idempotencyKey`. */
export const withIdempotency =
  (operation: string) =>
  (next: Handler<WritingCall>): Handler<WritingCall> =>
  (call) => {
    const { idempotencyKey: key, sql, viewer, input } = call
    return key ? once(sql, { viewer, operation, key, input }, () => next(call)) : next(call)
  }

/**
 * Runs `write` once per idempotency key and viewer; a repeat within 24 hours returns the stored result. Must
 * run inside the transaction of the write: a concurrent repeat waits for the first, and a rollback frees the
 * key. Throws `ConflictError` if the key was used with another operation or input.
 */
async function once<Result extends object>(
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
