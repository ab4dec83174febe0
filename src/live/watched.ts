/**
 * The watched tables, with the columns by which their rows can be watched. Triggers and the publication are
 * generated from it and completed at start.
 */
export const watched: Readonly<Record<string, readonly string[]>> = {
  agent_sandboxes: ['session_id'],
  application_events: ['run_id', 'session_id'],
  chat_messages: ['session_id'],
  credit_balances: ['user_id'],
  project_deployments: ['project_id'],
  projects: ['id', 'session_id'],
  run_tasks: ['id', 'session_id'],
  session_pins: ['session_id', 'user_id'],
  session_wishlists: ['session_id', 'user_id'],
  sessions: ['id', 'user_id'],
  slide_contents: ['session_id'],
  storybook_page_links: ['storybook_id'],
  storybooks: ['id', 'session_id'],
  task_logs: ['task_id'],
  users: ['id'],
}
