import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'

/** Rows at scale 1. A fifth or more of most tables is the demo user's, as one user of a real platform has the most. */
const rows = {
  users: 5_000,
  sessions: 40_000,
  ownSessions: 5_000,
  runs: 200_000,
  ownRuns: 50_000,
  events: 3_000_000,
  longLog: 300_000,
  ownEvents: 500_000,
  messages: 500_000,
  longChat: 200_000,
  ledger: 1_000_000,
  ownLedger: 500_000,
  files: 200_000,
} as const

const own = `'${people.demo.id}'::uuid`
const session = (n: string) => `md5('session' || ${n})::uuid`
const ownSession = (n: string) => `md5('own session' || ${n})::uuid`
const run = (n: string) => `md5('run' || ${n})::uuid`
const ownRun = (n: string) => `md5('own run' || ${n})::uuid`
const ago = (n: string, unit: string) => `now() - ${n} * interval '${unit}'`

/** Adds a large and skewed volume to a database with the demo. Triggers do not run for it. */
export async function addVolume(database: Database, scale: number): Promise<void> {
  const count = Object.fromEntries(
    Object.entries(rows).map(([name, number]) => [name, Math.max(1, Math.round(number * scale))]),
  ) as Record<keyof typeof rows, number>
  const series = (name: keyof typeof rows) => `from generate_series(1, ${count[name]}) n`
  const kinds = `(array['agent.tool.call', 'agent.tool.result', 'agent.reasoning', 'agent.response'])[n % 4 + 1], 'agent'`
  const event =
    'application_events (event_type, event_group, session_id, run_id, user_id, content, created_at)'
  const message = 'chat_messages (session_id, role, content, created_at)'
  const said = `(array['user', 'assistant'])[n % 2 + 1],
jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'Message ' || n || repeat(' lorem ipsum', 15)))`
  const entry = `credit_transactions (user_id, transaction_type, credit_type, amount, balance_after, session_id, run_id, model_id, created_at)`
  const moved = `(array['llm_usage', 'llm_usage', 'tool_usage', 'subscription_grant'])[n % 4 + 1], 'regular', -0.01 * (n % 100), 1000`
  const statements = [
    `users (id, email, created_at) select md5('user' || n)::uuid, 'user' || n || '@volume.example', ${ago('n', '1 minute')} ${series('users')}`,
    `sessions (id, user_id, name, created_at, updated_at) select ${session('n')}, md5('user' || n % ${count.users} + 1)::uuid, 'Session ' || n, ${ago('n', '1 minute')}, ${ago('n', '1 minute')} ${series('sessions')}`,
    `sessions (id, user_id, name, created_at, updated_at) select ${ownSession('n')}, ${own}, 'Own session ' || n, ${ago('n', '1 hour')}, ${ago('n', '1 hour')} ${series('ownSessions')}`,
    `run_tasks (id, session_id, task_type, status, created_at) select ${run('n')}, ${session(`n % ${count.sessions} + 1`)}, 'agent_run', 'completed', ${ago('n', '1 second')} ${series('runs')}`,
    `run_tasks (id, session_id, task_type, status, created_at) select ${ownRun('n')}, ${ownSession(`n % ${count.ownSessions} + 1`)}, 'agent_run', 'completed', ${ago('n', '1 minute')} ${series('ownRuns')}`,
    `${event} select ${kinds}, ${session(`n % ${count.sessions} + 1`)}, ${run(`n % ${count.runs} + 1`)}, null, jsonb_build_object('text', 'Event ' || n), ${ago(`(${count.events} - n)`, '2 seconds')} ${series('events')}`,
    `${event} select ${kinds}, '${sessions.research}'::uuid, ${ownRun(`n % 100 + 1`)}, ${own}, jsonb_build_object('text', 'Event ' || n || repeat(' lorem ipsum', 20)), ${ago(`(${count.longLog} - n)`, '1 second')} ${series('longLog')}`,
    `${event} select ${kinds}, ${ownSession(`n % ${count.ownSessions} + 1`)}, ${ownRun(`n % ${count.ownRuns} + 1`)}, ${own}, jsonb_build_object('text', 'Event ' || n), ${ago(`(${count.ownEvents} - n)`, '5 seconds')} ${series('ownEvents')}`,
    `${message} select ${session(`n % ${count.sessions} + 1`)}, ${said}, ${ago(`(${count.messages} - n)`, '3 seconds')} ${series('messages')}`,
    `${message} select '${sessions.longChat}'::uuid, ${said}, ${ago(`(${count.longChat} - n)`, '3 seconds')} ${series('longChat')}`,
    `${entry} select md5('user' || n % ${count.users} + 1)::uuid, ${moved}, ${session(`n % ${count.sessions} + 1`)}, ${run(`n % ${count.runs} + 1`)}, 'model-' || n % 12, ${ago('n', '5 seconds')} ${series('ledger')}`,
    `${entry} select ${own}, ${moved}, ${ownSession(`n % ${count.ownSessions} + 1`)}, ${ownRun(`n % ${count.ownRuns} + 1`)}, 'model-' || n % 12, ${ago('n', '20 seconds')} ${series('ownLedger')}`,
    `user_assets (id, user_id, file_name, storage_path, content_type, file_size, asset_type, created_at) select md5('file' || n)::uuid, case n % 5 when 0 then ${own} else md5('user' || n % ${count.users} + 1)::uuid end, 'file-' || n || '.png', 'volume/' || n, 'image/png', n, 'image', ${ago('n', '1 minute')} ${series('files')}`,
    `session_assets (session_id, asset_id, created_at) select case n % 5 when 0 then ${ownSession(`n % ${count.ownSessions} + 1`)} else ${session(`n % ${count.sessions} + 1`)} end, md5('file' || n)::uuid, ${ago('n', '1 minute')} ${series('files')}`,
  ]
  await database.session(async (one) => {
    await one.query('set session_replication_role = replica')
    for (const statement of statements) await one.query(`insert into ${statement}`)
    await one.query('vacuum analyze')
  })
}
