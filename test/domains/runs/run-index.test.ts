import { describe, expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters } from '../../support/writes.ts'

const ofType = 'The session has an active run of this type already.'
const ofSession = 'There is an active run with the same session_id already.'
const active = `where status in ('running', 'waiting_for_input')`
const withPaused = `where status in ('running', 'pending', 'paused', 'aborting')`

/** The unique indexes on active runs of different revisions, and the answer to a claim beside a run of the status. */
const indexes: readonly (readonly [
  name: string,
  index: string,
  status: string,
  type: string,
  message: string,
])[] = [
  ['uq_run_tasks_session_type_active', `(session_id, task_type) ${active}`, 'running', 'AGENT_RUN', ofType],
  ['another_name', `(session_id, task_type) ${active}`, 'running', 'AGENT_RUN', ofType],
  ['another_name', `(task_type, session_id) ${withPaused}`, 'running', 'AGENT_RUN', ofType],
  ['uq_run_tasks_session_type_active', `(session_id) ${active}`, 'running', 'CHAT_RUN', ofSession],
  ['another_name', `(session_id) ${active}`, 'waiting_for_input', 'CHAT_RUN', ofSession],
]

describe.each(testDatabases)('a claim on $kind', ({ open }) => {
  const { database, demo } = setUpWriters(open)

  it.each(indexes)(
    'by the index %s %s says what it conflicts with',
    async (name, index, status, taskType, message) => {
      await database.query('drop index if exists uq_run_tasks_session_type_active, another_name')
      await database.query('delete from run_tasks where session_id = $1', [sessions.fresh])
      await database.query(`create unique index ${name} on run_tasks ${index}`)
      const [run] = await database.query<{ id: string }>(
        `insert into run_tasks (session_id, task_type, status) values ($1, 'agent_run', $2) returning id`,
        [sessions.fresh, status],
      )
      const claim = { sessionId: sessions.fresh, taskType }
      expect(await demo.write('claimRun', claim)).toEqual({
        __typename: 'ConflictError',
        message,
        conflicting: { __typename: 'RunTask', id: encodeNodeId('RunTask', run?.id ?? '') },
      })
      await database.query(`update run_tasks set status = 'completed' where id = $1`, [run?.id])
      expect(await demo.write('claimRun', claim)).toMatchObject({ __typename: 'ClaimRunSuccess' })
    },
  )

  it('is refused by an index of another name, as a change of status is', async () => {
    await database.query('drop index if exists uq_run_tasks_session_type_active, another_name')
    await database.query('delete from run_tasks where session_id = $1', [sessions.fresh])
    await database.query(`create unique index another_name on run_tasks (session_id) ${active}`)
    const runs = await database.query<{ id: string }>(
      `insert into run_tasks (session_id, task_type, status) values ($1, 'agent_run', 'running'), ($1, 'chat_run', 'paused') returning id`,
      [sessions.fresh],
    )
    const outcome = await demo.write('updateRunStatus', { id: runs[1]?.id, status: 'RUNNING' })
    expect(outcome).toMatchObject({ __typename: 'ConflictError', message: ofSession })
  })
})
