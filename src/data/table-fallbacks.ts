import { type Model, table } from './batching/table.ts'

/** What to read instead of a model's table, by model: a subquery with the same columns. */
export type TableFallbacks = ReadonlyMap<Model, string>

/**
 * Older revisions of the platform kept turns of chats and runs of agents in tables of their own, newer ones tell the
 * same through messages and tasks. A turn is named by the user's message that began it, its answer is the newest
 * message of the model that answers it. An answer that is unfinished and has a reason for it was broken off.
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

/** What stands in for the tables that this database lacks: what replaced them, or a table without rows. */
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
