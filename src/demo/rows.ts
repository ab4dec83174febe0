import type { Queryable } from '../data/database.ts'

/** The tables of the demo, parents before children, so that every foreign key finds its row. */
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
] as const

export type TableName = (typeof tableOrder)[number]

/** One row: column names as the database has them; a column left out takes its default. */
export type Row = Readonly<Record<string, unknown>>

/** What one part of the demo adds, table by table. */
export type TableRows = Partial<Record<TableName, readonly Row[]>>

const quote = (name: string) => `"${name}"`

/**
 * Inserts rows in their order; those that follow each other with the same columns share one statement.
 *
 * The rows travel as one JSON text which PostgreSQL turns into the table's own row type, so that arrays, jsonb,
 * numerics and timestamps need no care here.
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
