import type { Database } from '../../../src/data/database.ts'
import { people, sessions } from '../../../src/demo/identities.ts'

/** Texts that are large, and that masking has most to do with; repeated text takes little room in the database. */
const texts = [
  `repeat('A line of a page, and another one. ', 30000)`,
  `repeat('eyJ-', 250000)`,
  `repeat('password=', 110000)`,
  `repeat('https://a:b@', 80000)`,
  `repeat('-----BEGIN PRIVATE KEY-----', 37000)`,
  `repeat('sk-proj-', 120000)`,
  `repeat('👩‍💻é', 200000)`,
]

const event = (text: string) => `
insert into application_events (event_type, event_group, session_id, content, created_at)
select 'agent.tool.result', 'agent', s, jsonb_build_object('tool_call_id', n, 'tool_name', 'web_search', 'result', ${text}),
  now() + n * interval '1 second'
from unnest($1::uuid[]) s, generate_series(1, 8) n`

const statements = [
  ...texts.map(event),
  // Many small values, which take far more memory than their text.
  `insert into application_events (event_type, event_group, session_id, content, created_at)
  select 'agent.tool.result', 'agent', s, jsonb_build_object('tool_call_id', n, 'tool_name', 'web_search',
    'result', (select jsonb_agg(jsonb_build_object('title', i, 'tags', '[[],{},[{}]]'::jsonb)) from generate_series(1, 30000) i)),
    now() + n * interval '1 minute'
  from unnest($1::uuid[]) s, generate_series(1, 6) n`,
  // Many keys, each another, and numbers that a double does not hold.
  `insert into application_events (event_type, event_group, session_id, content, created_at)
  select 'agent.tool.result', 'agent', s, jsonb_build_object('tool_call_id', n, 'tool_name', 'web_search',
    'result', (select jsonb_object_agg('key' || i, i / 7.0) from generate_series(1, 8000) i),
    'number', (repeat('1', 100) || '.' || repeat('0', 10000) || '1')::numeric), now() + n * interval '1 minute'
  from unnest($1::uuid[]) s, generate_series(1, 3) n`,
  // One value that is nested as deeply as PostgreSQL takes.
  `insert into application_events (event_type, event_group, session_id, content, created_at)
  select 'agent.tool.result', 'agent', s, jsonb_build_object('tool_call_id', 'deep', 'tool_name', 'web_search',
    'result', (repeat('[', 3000) || repeat(']', 3000))::jsonb), now()
  from unnest($1::uuid[]) s`,
  `insert into chat_messages (session_id, role, content, created_at)
  select s, 'assistant', jsonb_build_array(jsonb_build_object('type', 'text', 'text', ${texts[0]})),
    now() + n * interval '1 second'
  from unnest($1::uuid[]) s, generate_series(1, 10) n`,
  `insert into slide_contents (session_id, presentation_name, slide_number, slide_content, created_at, updated_at)
  select s, 'large ' || n % 5, n, repeat('<p>A slide.</p>', 20000), now(), now()
  from unnest($1::uuid[]) s, generate_series(1, 60) n`,
  // A list without pages that has too many rows.
  `insert into slide_contents (session_id, presentation_name, slide_number, slide_content, created_at, updated_at)
  select s, 'many ' || n, n, '', now(), now() from unnest($1::uuid[]) s, generate_series(1, 2000) n`,
]

/** Sessions with large rows: one that everybody may see, and one of the demo user. */
export const largeSessions = [sessions.pictureSlides, sessions.website] as const

/** Puts large rows into a database, some of which every stranger may read. */
export async function insertLargeRows(database: Database): Promise<void> {
  for (const statement of statements) await database.query(statement, [largeSessions])
  await database.query(
    `insert into sessions (id, user_id, name, status, created_at, updated_at, is_public)
    select gen_random_uuid(), $1, repeat('A long name ', 20) || n, 'active', now(), now(), false
    from generate_series(1, 3000) n`,
    [people.demo.id],
  )
}
