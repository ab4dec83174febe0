import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import { all, condition } from '../../data/batching/condition.ts'
import { equals, flag, oneOf } from '../../data/batching/conditions.ts'
import { insertRow, selectForUpdate, updateRows } from '../../data/write.ts'
import { expectedVersion, idInput, inputField } from '../../schema/inputs.ts'
import type { ChangedRows } from '../../schema/mutation/options.ts'
import { mutation } from '../../schema/mutation.ts'
import { encodeNodeId } from '../../schema/node-id.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { lockRow, updateOwnRow } from '../../schema/own-rows.ts'
import type { Write } from '../../schema/write.ts'
import { cancelRuns } from '../runs/cancel-runs.ts'

const noun = 'session'
const maxBatchSize = 50
const gone = 'The global id, for a cache to forget.'

/**
 * Ends what works for sessions that the transaction deletes, as the platform does: cancels their runs, and notes
 * the deletion of each as an event. Returns the rows that changed.
 */
async function endWork(write: Omit<Write<unknown>, 'input'>, keys: readonly string[]): Promise<ChangedRows> {
  const { sql, viewer } = write
  for (const sessionId of keys) {
    const event = { eventType: 'session.deleted', eventGroup: 'session', content: {} }
    await insertRow(sql, 'ApplicationEvent', { ...event, sessionId, userId: viewer.id })
  }
  return { Session: keys, RunTask: await cancelRuns(write, keys, 'Session deleted') }
}

mutation('deleteSession', {
  description:
    'Deletes a session: nobody sees it any more, until `restoreSession`. Its unfinished runs are cancelled, permanently.',
  input: { id: idInput('Session'), expectedVersion },
  returns: { deletedId: { type: 'ID', description: gone } },
  errors: ['NotFoundError', 'VersionConflictError'],
  transaction: true,
  resolve: async ({ input, ...write }) => {
    const key = await updateOwnRow(write, 'Session', input.id, { isDeleted: true }, { noun, ...input })
    const changed = await endWork(write, [key])
    return { deletedId: encodeNodeId('Session', key), changed }
  },
})

mutation('deleteSessions', {
  description: `Deletes up to ${maxBatchSize} sessions: those that are there and yours; the others are named. Their runs are cancelled.`,
  input: {
    ids: { ...inputField(['ID'], z.array(z.string()).min(1).max(maxBatchSize), undefined), model: 'Session' },
  },
  returns: {
    deletedIds: { type: ['ID'], description: 'The global ids, for a cache to forget.' },
    failedIds: {
      type: ['ID'],
      description: 'The given ids of sessions that are missing, already deleted or not yours.',
    },
  },
  errors: [],
  transaction: true,
  resolve: async ({ input: { ids }, ...write }) => {
    const { sql, viewer } = write
    const keys = new Map([...new Set(ids)].map((id) => [id, toModelKey('Session', id)]))
    const given = [...keys.values()].filter((key) => key !== null)
    const which = all([oneOf('Session', 'id', given), ownRows('Session', viewer)])
    // Locked in key order, so that concurrent deletions of the same sessions do not deadlock.
    await selectForUpdate(sql, 'Session', ['id'], which, 'update')
    const rows = await updateRows(sql, 'Session', { isDeleted: true }, which)
    const deleted = new Set(rows.flatMap(({ id }) => id ?? []))
    const changed = await endWork(write, [...deleted])
    return {
      changed,
      deletedIds: [...deleted].map((key) => encodeNodeId('Session', key)),
      failedIds: [...keys].flatMap(([id, key]) => (key !== null && deleted.has(key) ? [] : [id])),
    }
  },
})

// Newer platform versions erase deleted sessions, and record it in columns that older ones lack.
const mayComeBack = condition(
  [],
  (row) =>
    `to_jsonb(${row})->>'purge_started_at' is null and to_jsonb(${row})->>'sar_priority' is distinct from 'true'`,
)
const isToBeErased = `select 1 from sessions t where id = $1::uuid and to_jsonb(t)->>'purge_after' is not null`
const keep = 'update sessions set purge_after = null where id = $1::uuid'

mutation('restoreSession', {
  description: 'Restores a deleted session, unless the platform is erasing it or holds it for an inquiry.',
  input: { id: idInput('Session'), expectedVersion },
  payload: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  transaction: true,
  resolve: async ({ input, ...write }) => {
    const own = equals('Session', 'userId', write.viewer.id)
    const rows = all([own, flag('Session', 'isDeleted', true), mayComeBack])
    await lockRow(write, 'Session', input.id, { noun, rows, strength: 'update' })
    const [erased] = await write.sql.query(isToBeErased, [input.id])
    if (erased) await write.sql.query(keep, [input.id])
    return {
      session: await updateOwnRow(write, 'Session', input.id, { isDeleted: false }, { noun, rows, ...input }),
    }
  },
})
