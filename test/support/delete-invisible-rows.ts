import { type Model, table } from '../../src/data/batching/table.ts'
import type { Database } from '../../src/data/database.ts'
import { tables } from '../../src/generated/tables.ts'

/** Whose rows stay: a user's id, or null for nobody's. */
type Keeper = string | null

const models = Object.keys(tables) as Model[]

const ownSessions = (me: string) => `select id from sessions where user_id = ${me}`
const sharedSessions = 'select id from sessions where is_public and not is_deleted'

// What stays besides a user's own rows: all that a public session shows, and what every signed-in user may read.
const shared: Partial<Record<Model, string>> = {
  Session: 'is_public and not is_deleted',
  ApplicationEvent: `event_group <> 'billing' and session_id in (${sharedSessions})`,
  ChatMessage: `session_id in (${sharedSessions})`,
  SlideContent: `session_id in (${sharedSessions})`,
  SlideVersion: `session_id in (${sharedSessions})`,
  // Its status alone is shown: see the disguise.
  RunTask: `session_id in (${sharedSessions})`,
  Storybook: `session_id in (${sharedSessions})`,
  UserAsset: `is_public and id in (select asset_id from session_assets where session_id in (${sharedSessions}))`,
  SessionAsset: `session_id in (${sharedSessions}) and asset_id in (select id from user_assets where is_public)`,
  StorybookPageLink: `storybook_id in (select id from storybooks where session_id in (${sharedSessions}))`,
  StorybookPage: `id in (select page_id from storybook_page_links join storybooks on storybooks.id = storybook_id
where session_id in (${sharedSessions}))`,
}
const forTheSignedIn: Partial<Record<Model, string>> = {
  ModelSetting: 'user_id is null',
  Skill: 'user_id is null',
  SlideTemplate: 'true',
  MediaTemplate: 'true',
}
// Tables whose rows say nothing of their owner by themselves.
const elsewhere: Partial<Record<Model, (me: string) => string>> = {
  User: (me) => `id = ${me}`,
  WaitlistEntry: () => 'false',
  PurgeDeadLetter: () => 'false',
  SubjectAccessRequest: () => 'false',
  SlideTemplate: () => 'false',
  MediaTemplate: () => 'false',
  TaskLog: (me) => `task_id in (select id from run_tasks where session_id in (${ownSessions(me)}))`,
  ProjectDeployment: (me) => `project_id in (select id from projects where user_id = ${me})`,
  ProjectCustomDomain: (me) => `project_id in (select id from projects where user_id = ${me})`,
  StorybookPageLink: (me) =>
    `storybook_id in (select id from storybooks where session_id in (${ownSessions(me)}))`,
  StorybookPage: (me) =>
    `id in (select page_id from storybook_page_links join storybooks on storybooks.id = storybook_id
where session_id in (${ownSessions(me)}))`,
}

/** The condition for rows that belong to a user, found out from the table's columns. */
function ownRows(model: Model, me: string): string {
  const special = elsewhere[model]
  if (special) return special(me)
  const { userId, sessionId } = table(model).columns
  if (userId && !(userId.nullable && sessionId)) return `${userId.name} = ${me}`
  if (sessionId) {
    const ofSession = `${sessionId.name}::text in (select id::text from (${ownSessions(me)}) own)`
    return userId ? `(${ofSession} or ${sessionId.name} is null and ${userId.name} = ${me})` : ofSession
  }
  throw new Error(
    `Say in test/support/delete-invisible-rows.ts whose the rows of ${model} are: no column names a user or session`,
  )
}

// What rows that stay keep to their owners: of a public session, the owner's notes, prompts, costs and addresses.
const changed = `'"changed"'::jsonb`
const disguises: Partial<Record<Model, string>> = {
  SlideVersion: `instructions_applied = '[]'`,
  RunTask: `id = gen_random_uuid(), task_type = 'changed', version = 77, error_message = 'changed', data = ${changed}`,
  Session: `session_metadata = coalesce(session_metadata, '{}') || '{"advanced_mode": {"enabled": true}, "design_mode": {"changes": [1]}}'`,
  ApplicationEvent: `content = case when jsonb_typeof(content) = 'object' then content || case when content ? 'cost' then '{"cost": 7}' else '{}'::jsonb end else content end`,
  ChatMessage: `provider_metadata = ${changed}, usage = usage || '{"cost_usd": 77}',
content = case when jsonb_typeof(content) = 'array' then coalesce((select jsonb_agg(case when jsonb_typeof(part) = 'object'
then part || '{"provider_options": {"changed": 1}}'
|| case part->>'type' when 'tool_result' then '{"cost_usd": 77, "credits_charged": 77}'
when 'reasoning' then '{"signature": "changed"}' else '{}'::jsonb end else part end)
from jsonb_array_elements(content) part), '[]') else content end`,
  Storybook: `style_json = style_json || '{"character_description": "changed"}' || case when style_json ? 'generation'
then jsonb_build_object('generation', style_json->'generation' || '{"total_pages": 99, "completed_pages": 98,
"generating_pages": [97], "error_message": "changed", "actual_cost_usd_total": 77}') else '{}'::jsonb end`,
  StorybookPage: `metadata = metadata || '{"image_prompt": "changed"}'`,
  UserAsset: `storage_path = storage_path || 'changed', sandbox_path = 'changed', metadata = ${changed}`,
}

/**
 * Removes every row that is neither this user's nor shared with them, and changes in those that are shared what their
 * owners keep to themselves: that user must not notice. The conditions are written anew here, from what
 * people may see, and owe nothing to the gateway's own rules.
 */
export async function deleteInvisibleRows(database: Database, keeper: Keeper): Promise<void> {
  const me = keeper === null ? 'null::uuid' : `'${keeper}'::uuid`
  const gone = models.map((model) => {
    const kept = [ownRows(model, me), shared[model], keeper && forTheSignedIn[model]].filter(Boolean)
    const { name } = table(model)
    return {
      name,
      mark: `create temp table gone_${name} on commit drop as select ctid as row from ${name}
where (${kept.map((one) => `coalesce(${one}, false)`).join(' or ')}) is not true;`,
    }
  })
  const others = Object.entries(disguises).map(([model, changes]) => {
    const { name } = table(model as Model)
    return `update ${name} set ${changes} where (${ownRows(model as Model, me)}) is not true;`
  })
  await database.transaction((tx) =>
    tx.script(`set local session_replication_role = replica;
${gone.map(({ mark }) => mark).join('\n')}
${gone.map(({ name }) => `delete from ${name} where ctid in (select row from gone_${name});`).join('\n')}
${others.join('\n')}`),
  )
}
