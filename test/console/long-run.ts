import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { sessions } from '../../src/demo/identities.ts'

/** Makes a run of the demo user that is at work. */
export async function makeRun(database: Client, status = 'running'): Promise<string> {
  const run = randomUUID()
  await database.query(
    `insert into run_tasks (id, session_id, task_type, status, created_at) values ($1, $2, 'media_generation', $3, now() - interval '3 hours')`,
    [run, sessions.research, status],
  )
  return run
}

/**
 * Adds events to a run, as an agent's work writes them: a thought, a call and its result, an answer, again and again, numbered
 * from `first`, and dated `everyMs` apart up to now.
 */
export async function addEvents(
  database: Client,
  run: string,
  count: number,
  { first = 0, everyMs = 1 } = {},
): Promise<void> {
  await database.query(
    `insert into application_events (event_type, event_group, session_id, run_id, created_at, updated_at, content)
     select (array['agent.reasoning', 'agent.tool.call', 'agent.tool.result', 'agent.response'])[1 + n % 4],
            'agent', $2, $1, at, at,
            case n % 4
              when 0 then jsonb_build_object('text', 'Thought ' || n || ': which of these sources says so, and since when? ' || repeat('word ', n % 20))
              when 3 then jsonb_build_object('text', 'Answer ' || n || ': ' || repeat('so it is said, and ', n % 10))
              else jsonb_build_object('tool_call_id', 'call_' || n / 4, 'tool_name', (array['web_search', 'Bash', 'Read'])[1 + n / 4 % 3],
                     'tool_input', jsonb_build_object('query', 'number ' || n / 4),
                     'result', case n % 4 when 2 then 'Found ' || n end,
                     'is_error', n % 400 = 2)
            end
       from (select n, now() - ($3 - n + $4) * $5 * interval '1 millisecond' as at
               from generate_series($4::int, $4::int + $3::int - 1) n) numbered`,
    [run, sessions.research, count, first, everyMs],
  )
}
