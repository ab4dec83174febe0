import { setTimeout as pause } from 'node:timers/promises'
import type { Database, Queryable } from '../data/database.ts'
import { event } from './event-rows.ts'
import { people, runs, sessions } from './identities.ts'
import { liveRunScript, liveRunQuestion as question } from './live-run-script.ts'
import { insertRows } from './rows.ts'
import { logLines, runTask } from './run-rows.ts'

/** Number of ended runs to keep; older ones are deleted with their events and logs. */
const keptRuns = 5

/**
 * Simulates the worker of the demo's running run: appends an event every `everyMs`; completes a run at the
 * end of its script and starts another. Honours cancellation. The number of rows is bounded, because old runs
 * are deleted. Resolves when `signal` aborts; rejects with the database's error. Continues a run of an
 * earlier process.
 */
export async function startDemoRun(database: Database, signal: AbortSignal, everyMs = 1_500): Promise<void> {
  while (!signal.aborted) {
    await database.transaction(step)
    await pause(everyMs, undefined, { signal }).catch(() => {})
  }
}

type DemoRun = { id: string; status: string; events: number }

/** Executes one step of the newest unfinished run of the demo's session, or starts a run if there is none. */
async function step(tx: Queryable): Promise<void> {
  const [run] = await tx.query<DemoRun>(
    `select id, status, (select count(*)::int from application_events where run_id = run_tasks.id) as events
       from run_tasks
      where session_id = $1 and task_type = 'agent_run' and status in ('running', 'waiting_for_input', 'aborting')
      order by created_at desc limit 1 for update`,
    [sessions.research],
  )
  if (!run) return claim(tx)
  if (run.status === 'waiting_for_input') return
  if (run.status === 'aborting') return end(tx, run.id, 'cancelled')
  const next = liveRunScript[run.events]
  if (!next) return end(tx, run.id, 'completed')
  await append(tx, next.type, run.id, { ...next.content, run_id: run.id })
}

async function append(tx: Queryable, type: string, run: string | null, content: object): Promise<void> {
  const row = event(type, sessions.research, run, new Date().toISOString(), content)
  await insertRows(tx, 'application_events', [{ ...row, id: crypto.randomUUID() }])
}

/** Writes status, version and log together, as every writer of runs must. */
async function end(tx: Queryable, run: string, status: string): Promise<void> {
  await tx.query(
    'update run_tasks set status = $2, version = version + 1, updated_at = now() where id = $1',
    [run, status],
  )
  await insertRows(tx, 'task_logs', logLines(run, [[status, new Date().toISOString()]]))
}

async function claim(tx: Queryable): Promise<void> {
  await forgetOldRuns(tx)
  const now = new Date().toISOString()
  const run = crypto.randomUUID()
  const data = {
    command: 'query',
    text: question,
    agent_type: 'deep_research',
    user_id: people.demo.id,
    source: 'demo',
  }
  await append(tx, 'session.user_message', null, { text: question, files: [], files_metadata: [] })
  await insertRows(tx, 'run_tasks', [runTask(run, sessions.research, 'running', now, now, { data })])
  await insertRows(tx, 'task_logs', logLines(run, [['running', now]]))
}

async function forgetOldRuns(tx: Queryable): Promise<void> {
  const old = await tx.query<{ id: string; created_at: string }>(
    `select id, created_at from run_tasks where session_id = $1 and id <> $2 order by created_at desc offset $3`,
    [sessions.research, runs.research, keptRuns],
  )
  const newest = old[0]
  if (!newest) return
  const ids = [old.map((run) => run.id)]
  await tx.query('delete from task_logs where task_id = any($1::uuid[])', ids)
  await tx.query('delete from application_events where run_id = any($1::uuid[])', ids)
  await tx.query('delete from run_tasks where id = any($1::uuid[])', ids)
  await tx.query(
    `delete from application_events
      where session_id = $1 and run_id is null and event_type = 'session.user_message'
        and content->>'text' = $2 and created_at <= $3`,
    [sessions.research, question, newest.created_at],
  )
}
