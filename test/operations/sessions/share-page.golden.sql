-- 0 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join run_tasks t on t."session_id" = p.id where (false) is true and true and true group by p.id;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."is_public"
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."content_type" as "contentType",
    t."created_at" as "createdAt",
    t."file_name" as "fileName",
    t."file_size" as "fileSize",
    t."id" as "id",
    t."signed_url" as "signedUrl",
    t."signed_url_expires_at" as "signedUrlExpiresAt",
    t."upload_status" as "uploadStatus",
    t."user_id" as "userId"
  from session_assets l
    join user_assets t on t."id" = l."asset_id"
  where l."session_id" = p.id
    and (t."is_public"
      and exists (select
      from session_assets link
        join sessions shared on shared."id" = link."session_id"
      where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted")))
  order by t."created_at" desc, t."id" desc limit (select 50)) t;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."is_public"
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    coalesce(t."style_json"->'generation'->>'status' = 'completed',
    (select bool_and(p.image_url is not null)
      from storybook_page_links l
        join storybook_pages p on p.id = l.page_id
      where l.storybook_id = t."id"), false) as "isComplete", t."name" as "name" from storybooks t
  where t."session_id" = p.id and not exists (select from storybooks later
    where later.session_id = t."session_id"
      and coalesce(later."root_storybook_id", later."id") = coalesce(t."root_storybook_id", t."id")
    and (later."version", later."created_at", later."id") > (t."version", t."created_at", t."id") offset 0)
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

-- 12 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."is_public"
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t.content->>'agent_name' as "agentName",
    case when t.event_type = 'integration.testflight.log' then t.content end as "buildLog",
    case when t.event_type = 'agent.response' then t.content->'citations' end as "citations",
    case when t.event_type = 'agent.tool.confirmation' then t.content end as "confirmation",
    t."created_at" as "createdAt",
    t.content->>'delegated_from' as "delegatedFrom",
    coalesce(t.content->'deployment'->>'url', t.content->>'deployment_url') as "deploymentUrl",
    t.content->>'error_code' as "errorCode",
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce(t.content->>'is_sub_agent_event' = 'true', false) as "isOfSubAgent",
    coalesce(t.content->>'is_sub_agent_response' = 'true', false) as "isSubAgentResponse",
    case when t.event_type = 'plan.milestone.updated' then t.content end as "milestoneChange",
    case t.event_type when 'session.user_message' then jsonb_build_object('ids', t.content->'files')
  when 'agent.tool.result' then jsonb_build_object('tool', t.content->'tool_name',
    'ids', jsonb_path_query_array(t.content->'result', 'lax $[*].file_id') || jsonb_path_query_array(t.content->'result', 'lax $[*].asset_id'),
    'paths', jsonb_path_query_array(t.content->'result', 'lax $[*].storage_path') || jsonb_path_query_array(t.content->'result', 'lax $[*].file_storage_path')) end as "namedFiles",
    t.content->>'origin' as "origin",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    t.content->>'parent_run_id' as "parentRunDatabaseId",
    case when t.event_type = 'plan.milestone.generated' then t.content end as "plan",
    case when t.event_type = 'plan.modification.options' then t.content end as "planOptions",
    t."run_id" as "runId",
    t.content->>'run_status' as "runStatus",
    case when t.event_type = 'session.user_message'
    and jsonb_typeof(t.content->'files_metadata') = 'array'
  then (select string_agg(a.id::text, ' ') from jsonb_array_elements(t.content->'files_metadata') f
    join user_assets a on a.id = case when (f->>'id') ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (f->>'id')::uuid end
      and a.is_public
    where exists (select
      from session_assets l
      where l.asset_id = a.id
        and l.session_id = t.session_id)) end as "sharedFiles",
    case when t.event_type in ('agent.tool.call', 'agent.tool.result')
  or coalesce(coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end), '') <> '' then null
  when jsonb_typeof(t.content) = 'object' then (select jsonb_object_agg(m.key,
      case when jsonb_typeof(m.value) = 'string' then to_jsonb(left(m.value #>> '{}', 8000))
      when length(m.value::text) <= 8000 then m.value end) from jsonb_each(t.content) m)
  when jsonb_typeof(t.content) = 'string' then to_jsonb(left(t.content #>> '{}', 8000)) end as "summaryContent",
    coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "text",
    case when t.content->>'tool_name' is not null then jsonb_build_object('tool_call_id', t.content->'tool_call_id', 'tool_name', t.content->'tool_name', 'tool_display_name', t.content->'tool_display_name', 'tool_logo', t.content->'tool_logo', 'tool_input', t.content->'tool_input', 'is_error', t.content->'is_error', 'cost', t.content->'cost') end as "tool",
    t.content->>'tool_name' as "toolName",
    t.content->'result' as "toolResult"
  from application_events t
  where t."session_id" = p.id
    and t."event_group" <> 'billing'
    and (t."event_type" <> all($2::varchar[])
      and t.event_group <> 'billing')
  order by t."created_at", t."id" limit (select 51)) t;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place) where (false) is true) p
cross join lateral (select t."created_at" as "createdAt", t."id" as "id" from run_tasks t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 0 rows
select session_id as "sessionId", presentation_name as "name", count(*)::int as "slideCount",
max(updated_at) as "lastUpdatedAt", min(id::text)::uuid as "aSlideId"
from slide_contents where session_id = any((select $1::uuid[])::uuid[])
group by session_id, presentation_name order by max(updated_at) desc, presentation_name;

-- 1 row
select t."agent_type" as "agentType",
  t."app_kind" as "appKind",
  t."created_at" as "createdAt",
  t.session_metadata->'fork_info' as "forkInfo",
  t."id" as "id",
  t."is_public" as "isPublic",
  t."last_message_at" as "lastMessageAt",
  t."name" as "name",
  t.user_id::text as "owners",
  t.session_metadata->'plan' as "plan",
  t."public_url" as "publicUrl",
  (select r.status
  from run_tasks r
  where r.session_id = t.id
  order by r.created_at desc, r.id desc limit 1) as "runStatus",
  t."status" as "status",
  t.session_metadata->'todos' as "todos",
  t."id" as "$key"
from sessions t
where t."id" = any((select $1::uuid[])::uuid[]) and ((t."is_public" and not t."is_deleted")) is true;
