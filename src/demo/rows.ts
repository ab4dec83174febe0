import type { Queryable } from '../data/database.ts'

/** The demo's tables, parents before children, so that foreign keys are satisfied. */
export const tableOrder = [
  'users',
  'api_keys',
  'waitlist',
  'model_settings',
  'mcp_settings',
  'skills',
  'connectors',
  'composio_profiles',
  'apple_credentials',
  'credit_balances',
  'billing_transactions',
  'sessions',
  'session_pins',
  'session_wishlists',
  'user_assets',
  'session_assets',
  'run_tasks',
  'task_logs',
  'agent_run_messages',
  'session_summaries',
  'agent_event_logs',
  'agent_run_tasks',
  'agent_sandboxes',
  'application_events',
  'chat_messages',
  'chat_summaries',
  'chat_runs',
  'chat_provider_containers',
  'chat_provider_files',
  'chat_provider_vector_stores',
  'credit_transactions',
  'projects',
  'project_deployments',
  'project_custom_domains',
  'project_databases',
  'slide_contents',
  'slide_versions',
  'slide_templates',
  'media_templates',
  'storybooks',
  'storybook_pages',
  'storybook_page_links',
  'user_memories',
  'user_agents',
  'purge_dead_letter',
  'sar_intake',
] as const

/** A table of the demo. */
export type TableName = (typeof tableOrder)[number]

/** A row by column name; omitted columns take their default. */
export type Row = Readonly<Record<string, unknown>>

/** The rows of one part of the demo, by table. */
export type TableRows = Partial<Record<TableName, readonly Row[]>>

const quote = (name: string) => `"${name}"`

/**
 * Inserts rows in order, with one statement per sequence of rows with the same columns. The rows are bound as
 * one JSON text, which PostgreSQL converts to the table's row type, arrays, jsonb, numerics and timestamps
 * included.
 */
export async function insertRows(target: Queryable, table: TableName, rows: readonly Row[]): Promise<void> {
  for (let start = 0; start < rows.length; ) {
    const columns = Object.keys(rows[start] ?? {})
      .map(quote)
      .join(', ')
    let end = start + 1
    while (
      end < rows.length &&
      Object.keys(rows[end] ?? {})
        .map(quote)
        .join(', ') === columns
    )
      end++
    await target.query(
      `insert into ${quote(table)} (${columns}) ` +
        `select ${columns} from jsonb_populate_recordset(null::${quote(table)}, $1::text::jsonb)`,
      [JSON.stringify(rows.slice(start, end))],
    )
    start = end
  }
}
