import { type Model, table } from './batching/table.ts'

/** Subqueries that replace missing tables, by model, with the same columns. */
export type TableFallbacks = ReadonlyMap<Model, string>

/**
 * Older platform revisions stored chat turns and agent runs in separate tables; newer ones derive them from
 * messages and tasks. A turn has the id of the user message that began it, and its answer is the newest model
 * message replying to it. An unfinished answer with a finish reason was interrupted.
 */
const replacements: { readonly [Name in Model]?: string } = {
  ChatRun: `(select q.id, q.session_id, q.id as user_message_id, a.id as assistant_message_id,
  coalesce(a.model, q.model) as model_id, null::varchar as provider, a.finish_reason, null::varchar as error_code,
  case when a.is_finished or a.id is not null and a.is_finished is null then 'completed'
    when a.finish_reason in ('error', 'timeout') then 'failed'
    when a.finish_reason is not null then 'aborted' else 'running' end::varchar as status,
  null::varchar as error_message, q.created_at as started_at,
  case when a.finish_reason is not null or coalesce(a.is_finished, true) then a.updated_at end as completed_at,
  0::bigint as version, q.created_at, coalesce(a.updated_at, q.updated_at) as updated_at
from chat_messages q left join lateral (select * from chat_messages c
  where c.parent_message_id = q.id and c.role = 'assistant' order by c.created_at desc, c.id desc limit 1) a on true
where q.role = 'user')`,
  AgentRunTask: `(select id, session_id, null::uuid as user_message_id, status, error_message::text as error_message,
  version, created_at, updated_at from run_tasks where task_type = 'agent_run')`,
}

const known = new WeakMap<ReadonlySet<string>, TableFallbacks>()
const models: readonly Model[] = ['ChatRun', 'AgentRunTask', 'AgentEventLog', 'SessionSummary']

/**
 * Returns the replacements of missing tables: the source that replaced the table, or a subquery without rows.
 */
export function fallbacksFor(absentTables: ReadonlySet<string>): TableFallbacks {
  const made =
    known.get(absentTables) ??
    new Map(
      models
        .filter((model) => absentTables.has(table(model).name))
        .map((model) => [model, replacements[model] ?? empty(model)]),
    )
  known.set(absentTables, made)
  return made
}

function empty(model: Model): string {
  const columns = Object.values(table(model).columns).map(({ name, type }) => `null::${type} as "${name}"`)
  return `(select ${columns.join(', ')} where false)`
}
