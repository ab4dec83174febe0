import { all } from '../../data/batching/condition.ts'
import { oneOf } from '../../data/batching/conditions.ts'
import { insertRow, updateRows } from '../../data/write.ts'
import type { Write } from '../../schema/write.ts'
import { activeStatuses } from './status.ts'

/**
 * Cancels every run of these sessions that has not ended, notes it in their logs, and signals their workers; must
 * be called in a transaction, last. Returns their ids. A worker that cannot be signalled finds the run cancelled when it writes to it.
 */
export async function cancelRuns(
  { sql, context }: Pick<Write<unknown>, 'sql' | 'context'>,
  sessionIds: readonly string[],
  errorMessage: string,
): Promise<string[]> {
  const status = 'cancelled'
  const active = all([oneOf('RunTask', 'sessionId', sessionIds), oneOf('RunTask', 'status', activeStatuses)])
  const rows = await updateRows(sql, 'RunTask', { status, errorMessage }, active)
  const ids = rows.flatMap(({ id }) => id ?? [])
  for (const taskId of ids) await insertRow(sql, 'TaskLog', { taskId, status })
  const { platform } = context.services
  if (ids.length === 0 || !platform) return ids
  await platform.cancelRuns(ids).catch((err) => {
    context.log.warn({ err, requestId: context.requestId }, 'workers of cancelled runs were not signalled')
  })
  return ids
}
