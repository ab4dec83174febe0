-- 1 row
select c.run_id as id, -sum(c.amount) as credits
from (select r.session_id, s.user_id, array_agg(r.id) as run_ids from run_tasks r
  
    join sessions s on s.id = r.session_id
  where r.id = any((select $1::uuid[])::uuid[]) group by r.session_id, s.user_id) asked
cross join lateral (select c.run_id, c.user_id, c.amount from credit_transactions c
  where c.session_id = asked.session_id and c.run_id = any(asked.run_ids) offset 0) c
where c.user_id = asked.user_id group by c.run_id;

-- 0 rows
select p.place as "$parent",
  p."owners", t.*
from (select p.id, p.place::int, (select owner.user_id::text
    from sessions owner
    where owner.id = p.id) as "owners"
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true offset 0) p
cross
  join lateral (select t."aspect_ratio" as "aspectRatio",
    t."style_json"->>'character_description' as "characterDescription",
    t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name",
    t."resolution" as "resolution",
    t."version" as "version"
  from storybooks t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 4)) t;

-- 0 rows
select p.place as "$parent",
  p."owners", t.*
from (select p.id, p.place::int, (select owner.user_id::text
    from sessions owner
    where owner.id = p.id) as "owners"
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true offset 0) p
cross
  join lateral (select t."content" as "content",
    t."created_at" as "createdAt",
    t."file_ids" as "fileIds",
    t."finish_reason" as "finishReason",
    t."id" as "id",
    t."is_finished" as "isFinished",
    t."metadata" as "metadata",
    t."model" as "model",
    t."parent_message_id" as "parentMessageId",
    t."role" as "role",
    t."tokens" as "tokens",
    t."tools" as "tools",
    t."updated_at" as "updatedAt",
    t."usage" as "usage"
  from chat_messages t
  where t."session_id" = p.id
  order by t."created_at", t."id" limit (select 4)) t;

-- 1 row
select p.place as "$parent",
  p."owners", t.*
from (select p.id, p.place::int, (select owner.user_id::text
    from sessions owner
    where owner.id = p.id) as "owners"
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true offset 0) p
cross
  join lateral (select t.additional_info->>'agent_name' as "agentName",
    t."created_at" as "createdAt",
    t."id" as "id",
    t.run_input->'input_content' as "input",
    t."messages" as "messages",
    t."model_id" as "modelId",
    t."run_id" as "runId",
    t."status" as "status",
    t."updated_at" as "updatedAt"
  from agent_run_messages t
  where t."session_id" = p.id
  order by t."created_at", t."id" limit (select 4)) t;

-- 4 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from projects in_projects
      where in_projects."id" = p.id
        and (in_projects."user_id" = $2::uuid
          and in_projects."deleted_at" is null) offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."deployment_status" as "deploymentStatus",
    t."deployment_url" as "deploymentUrl",
    t."id" as "id",
    t."version" as "version"
  from project_deployments t
  where t."project_id" = p.id
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 50)) t;

-- 5 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from run_tasks in_run_tasks
      where in_run_tasks."id" = p.id
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = in_run_tasks."session_id"
          and (in_sessions."user_id" = $2::uuid
            and not in_sessions."is_deleted") offset 0) offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."data" as "data",
    t."id" as "id",
    t."status" as "status"
  from task_logs t
  where t."task_id" = p.id
  order by t."created_at", t."id" limit (select 50)) t;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."asset_type" as "assetType",
    t."content_type" as "contentType",
    t."created_at" as "createdAt",
    t."file_name" as "fileName",
    t."file_size" as "fileSize",
    t."id" as "id",
    t."is_public" as "isPublic",
    t."source" as "source",
    t."upload_status" as "uploadStatus",
    t."user_id" as "userId"
  from session_assets l
    join user_assets t on t."id" = l."asset_id"
  where l."session_id" = p.id
    and (t."user_id" = $3::uuid
      or (t."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted"))))
  order by t."created_at" desc, t."id" desc limit (select 4)) t;

-- 4 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."content" as "content",
    t."created_at" as "createdAt",
    t."event_group" as "eventGroup",
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    t."run_id" as "runId",
    case when t.event_type = 'session.user_message'
    and jsonb_typeof(t.content->'files_metadata') = 'array'
  then (select string_agg(a.id::text, ' ') from jsonb_array_elements(t.content->'files_metadata') f
    join user_assets a on a.id = case when (f->>'id') ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (f->>'id')::uuid end
      and a.is_public
    where exists (select
      from session_assets l
      where l.asset_id = a.id
        and l.session_id = t.session_id)) end as "sharedFiles",
    t."updated_at" as "updatedAt"
  from application_events t
  where t."session_id" = p.id
    and (t."event_group" <> 'billing'
      or exists (select
      from sessions in_sessions
      where in_sessions."id" = t."session_id"
        and (in_sessions."user_id" = $3::uuid
          and not in_sessions."is_deleted") offset 0))
  order by t."created_at", t."id" limit (select 4)) t;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."edit_summary" as "editSummary",
    t."id" as "id",
    t."image_url" as "imageUrl",
    not exists (select
    from slide_versions later
    where later."session_id" = t."session_id"
      and later."presentation_name" = t."presentation_name"
      and later."slide_number" = t."slide_number"
      and (later."version", later."created_at", later."id") > (t."version", t."created_at", t."id")) as "isCurrent",
    t."presentation_name" as "presentationName",
    t."slide_number" as "slideNumber",
    t."thumbnail_url" as "thumbnailUrl",
    t."version" as "version"
  from slide_versions t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 4)) t;

-- 4 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."error_message" as "errorMessage",
    t."id" as "id",
    case jsonb_typeof(t.data) when 'object' then jsonb_build_object('text', t.data->'text', 'agent_type', t.data->'agent_type', 'model_id', t.data->'model_id', 'provider', t.data->'provider', 'build_mode', t.data->'build_mode', 'milestone_ids', t.data->'milestone_ids', 'files', t.data->'files') end as "request",
    t."status" as "status",
    t."task_type" as "taskType",
    t."updated_at" as "updatedAt",
    t."version" as "version"
  from run_tasks t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 4)) t;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."model_id" as "modelId",
    t."original_tokens" as "originalTokens",
    t."summary_text" as "summaryText",
    t."summary_tokens" as "summaryTokens"
  from chat_summaries t
  where t."session_id" = p.id
  order by t."created_at", t."id" limit (select 4)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."expired_at" as "expiredAt",
    t."id" as "id",
    t."provider" as "provider",
    t."status" as "status"
  from agent_sandboxes t
  where t."session_id" = p.id and t."status" <> all($3::varchar[])
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."amount" as "amount",
    t."balance_after" as "balanceAfter",
    t."created_at" as "createdAt",
    t."credit_type" as "creditType",
    t."description" as "description",
    t."id" as "id",
    t."model_id" as "modelId",
    t."run_id" as "runId",
    t."transaction_type" as "transactionType"
  from credit_transactions t
  where t."session_id" = p.id and (t."user_id" = $2::uuid) is true
  order by t."created_at" desc, t."id" desc limit (select 4)) t;

-- 0 rows
select session_id as "sessionId", presentation_name as "name", count(*)::int as "slideCount",
max(updated_at) as "lastUpdatedAt", min(id::text)::uuid as "aSlideId"
from slide_contents where session_id = any((select $1::uuid[])::uuid[])
group by session_id, presentation_name order by max(updated_at) desc, presentation_name;

-- 0 rows
select t."content" as "content",
  t."id" as "id",
  t."topics" as "topics",
  t."session_id" as "$key"
from session_summaries t
where t."session_id" = any((select $1::varchar[])::varchar[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = case when t."session_id" ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then t."session_id"::uuid end
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
select t."display_name" as "displayName",
  t."id" as "id",
  t."provider" as "provider",
  t."id" as "$key"
from model_settings t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" is null
      or t."user_id" = $2::uuid)) is true;

-- 1 row
select t."framework" as "framework",
  t."id" as "id",
  t."name" as "name",
  t."production_url" as "productionUrl",
  t."session_id" as "$key"
from projects t
where t."session_id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;

-- 1 row
select t."session_id" as "key",
  0 as "set",
  count(*)::text as "entries",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and true), 0.000000)::text as "spent",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and t."credit_type" <> 'bonus'), 0.000000)::text as "spentRegular",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and t."credit_type" = 'bonus'), 0.000000)::text as "spentBonus",
  coalesce(sum(t."amount") filter (where t."amount" > 0), 0.000000)::text as "granted"
from credit_transactions t
where t."session_id" = any($1::uuid[])
group by grouping sets ((t."session_id"));

-- 1 row
select t.session_metadata->'advanced_mode' as "advancedMode",
  t."agent_type" as "agentType",
  t."app_kind" as "appKind",
  t."created_at" as "createdAt",
  t.session_metadata->'design_mode' as "designState",
  t.session_metadata->'fork_info' as "forkInfo",
  t."id" as "id",
  t."is_public" as "isPublic",
  t."last_message_at" as "lastMessageAt",
  t."model_setting_id" as "modelSettingId",
  t."name" as "name",
  t.user_id::text as "owners",
  t."parent_session_id" as "parentSessionId",
  t.session_metadata->'plan' as "plan",
  t."public_url" as "publicUrl",
  t."status" as "status",
  t.session_metadata->'todos' as "todos",
  t."updated_at" as "updatedAt",
  t."user_id" as "userId",
  t."version" as "version",
  t."id" as "$key"
from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
