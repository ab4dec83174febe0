import type { Condition } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { insertRow, updateRows } from '../../data/write.ts'
import { lockRow } from '../../schema/own-rows.ts'
import type { Write } from '../../schema/write.ts'
import { NotAllowedError, VersionConflictError } from '../../schema/write-errors.ts'
import { allowedTransitions } from './run-transitions.ts'

type Step = {
  readonly expectedVersion?: string | null
  /** Further columns that change with the status. */
  readonly set?: Readonly<Record<string, unknown>>
  /** The runs that may be changed; by default those of the viewer's own sessions. */
  readonly rows?: Condition
}

/**
 * Sets a run's next status, and adds the log entry for it; must be called in a transaction, in which it locks
 * the run. Throws `NotFoundError`, `VersionConflictError`, and `NotAllowedError` for an invalid transition.
 */
export async function takeStep(
  write: Pick<Write<unknown>, 'sql' | 'viewer'>,
  id: string,
  status: string,
  { expectedVersion, set = {}, rows }: Step,
): Promise<string> {
  const run = await lockRow(write, 'RunTask', id, {
    noun: 'run',
    fields: ['status', 'version'],
    strength: 'update',
    rows,
  })
  if (expectedVersion != null && run.version !== expectedVersion) {
    throw new VersionConflictError(run.version, { model: 'RunTask', key: id })
  }
  const next = allowedTransitions(run.status)
  if (!next.includes(status)) {
    const choice = next.length > 0 ? `it can become ${next.join(', ')}` : 'it has ended'
    throw new NotAllowedError(`The run is ${run.status} and cannot become ${status}: ${choice}.`)
  }
  await updateRows(write.sql, 'RunTask', { ...set, status }, equals('RunTask', 'id', id))
  await insertRow(write.sql, 'TaskLog', { taskId: id, status })
  return id
}
