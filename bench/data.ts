import { createHash } from 'node:crypto'
import type { Database } from '../src/data/database.ts'

/** Who may ask for all users. Older than they are, so not on their first page. */
export const admin = { id: 'ad000000-0000-4000-8000-000000000000', email: 'admin@example.org' }

/** How much of everything there is at scale 1. */
export const atScaleOne = {
  users: 500,
  sessions: 10_000,
  messages: 300_000,
  runs: 30_000,
  logs: 300_000,
  storybooks: 5_000,
}
export const pagesOfStorybook = 12

type Kind = 'user' | 'session' | 'message' | 'run' | 'storybook' | 'page'

/** The same for a number that is known here. */
export function idOf(kind: Kind, n: number): string {
  const hex = createHash('md5').update(`${kind} ${n}`).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The uuid of the nth row of a kind: known without asking, and spread over the whole range as real ones are. */
const idText = (kind: Kind, n: string) => `md5('${kind} ' || ${n})::uuid`
const moment = (n: string, spread: string) => `timestamptz '2026-01-01Z' + (${n}) * interval '${spread}'`

/**
 * Fills an empty, migrated database. Rows are derived from their numbers, so every run makes the same ones; children are
 * dealt to their parents in turn, so that a list's rows do not lie side by side on disk.
 */
export async function fill(database: Database, scale: number): Promise<void> {
  const count = Object.fromEntries(
    Object.entries(atScaleOne).map(([name, n]) => [name, Math.round(n * scale)]),
  ) as typeof atScaleOne
  const words = "repeat('The quick brown fox jumps over the lazy dog. ', 5)"
  for (const statement of [
    `insert into users (id, email, first_name, created_at)
     select ${idText('user', 'n')}, 'user' || n || '@example.org', 'User ' || n, ${moment('n', '1 minute')}
     from generate_series(0, ${count.users - 1}) n`,
    `insert into users (id, email, role, created_at)
     values ('${admin.id}', '${admin.email}', 'admin', timestamptz '2025-01-01Z')`,
    `insert into sessions (id, user_id, name, agent_type, created_at)
     select ${idText('session', 'n')}, ${idText('user', `n % ${count.users}`)}, 'Session ' || n, 'general', ${moment('n', '1 second')}
     from generate_series(0, ${count.sessions - 1}) n`,
    `insert into chat_messages (id, session_id, role, content, created_at)
     select ${idText('message', 'n')}, ${idText('session', `n % ${count.sessions}`)}, case n / ${count.sessions} % 2 when 0 then 'user' else 'assistant' end,
       jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'Message ' || n || ': ' || ${words})), ${moment('n', '100 milliseconds')}
     from generate_series(0, ${count.messages - 1}) n`,
    // One chat as long as all the others together, to page deep into.
    `insert into chat_messages (id, session_id, role, content, created_at)
     select ${idText('message', `n + ${count.messages}`)}, ${idText('session', '0')}, 'user',
       jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'Deep message ' || n)), ${moment('n', '100 milliseconds')} + interval '1 year'
     from generate_series(0, ${count.messages - 1}) n`,
    `insert into run_tasks (id, session_id, task_type, status, created_at)
     select ${idText('run', 'n')}, ${idText('session', `n % ${count.sessions}`)}, 'agent_run', 'completed', ${moment('n', '1 second')}
     from generate_series(0, ${count.runs - 1}) n`,
    // A tenth of the runs have a hundred logs each.
    `insert into task_logs (task_id, status, created_at)
     select ${idText('run', 'n / 100 * 10')}, case n % 100 when 99 then 'completed' else 'running' end, ${moment('n', '100 milliseconds')}
     from generate_series(0, ${count.logs - 1}) n`,
    // Every second storybook is the second version of the one before it.
    `insert into storybooks (id, session_id, name, version, root_storybook_id, parent_storybook_id, created_at)
     select ${idText('storybook', 'n')}, ${idText('session', 'n / 2')}, 'Storybook ' || n / 2, n % 2 + 1, first, first, ${moment('n', '1 second')}
     from generate_series(0, ${count.storybooks - 1}) n, lateral (select case n % 2 when 1 then ${idText('storybook', '(n - 1)')} end) f(first)`,
    `insert into storybook_pages (id, page_number, image_url, text_content)
     select ${idText('page', 'n')}, n % ${pagesOfStorybook} + 1, 'https://images.example.org/' || n || '.png', 'Page ' || n
     from generate_series(0, ${count.storybooks * pagesOfStorybook - 1}) n`,
    `insert into storybook_page_links (storybook_id, page_id)
     select ${idText('storybook', `n / ${pagesOfStorybook}`)}, ${idText('page', 'n')}
     from generate_series(0, ${count.storybooks * pagesOfStorybook - 1}) n`,
    'vacuum analyze',
  ])
    await database.query(statement)
}
