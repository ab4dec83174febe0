-- 33 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t.content->>'agent_name' as "agentName",
    t."created_at" as "createdAt",
    t."event_group" as "eventGroup",
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce(t.content->>'is_sub_agent_event' = 'true', false) as "isOfSubAgent",
    case t.event_type when 'session.user_message' then jsonb_build_object('ids', t.content->'files')
  when 'agent.tool.result' then jsonb_build_object('tool', t.content->'tool_name',
    'ids', jsonb_path_query_array(t.content->'result', 'lax $[*].file_id') || jsonb_path_query_array(t.content->'result', 'lax $[*].asset_id'),
    'paths', jsonb_path_query_array(t.content->'result', 'lax $[*].storage_path') || jsonb_path_query_array(t.content->'result', 'lax $[*].file_storage_path')) end as "namedFiles",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    case when t.event_type = 'plan.milestone.generated' then t.content end as "plan",
    t."run_id" as "runId",
    t.content->>'run_status' as "runStatus",
    coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "text",
    case when t.content->>'tool_name' is not null then jsonb_build_object('tool_call_id', t.content->'tool_call_id', 'tool_name', t.content->'tool_name', 'tool_display_name', t.content->'tool_display_name', 'tool_logo', t.content->'tool_logo', 'tool_input', t.content->'tool_input', 'is_error', t.content->'is_error', 'cost', t.content->'cost') end as "tool",
    t.content->>'tool_name' as "toolName",
    t.content->'result' as "toolResult"
  from application_events t
  where t."session_id" = p.id
    and (t."event_group" <> 'billing'
      or exists (select
      from sessions in_sessions
      where in_sessions."id" = t."session_id"
        and (in_sessions."user_id" = $3::uuid
          and not in_sessions."is_deleted") offset 0))
    and (t."event_type" <> all($4::varchar[])
      and t.event_group <> 'billing')
  order by t."created_at", t."id" limit (select 51)) t;

-- 1 row
select t."file_name" as "fileName",
  t."id" as "id",
  t."signed_url" as "signedUrl",
  t."signed_url_expires_at" as "signedUrlExpiresAt",
  t."upload_status" as "uploadStatus",
  t."user_id" as "userId",
  t."id" as "$key"
from user_assets t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      or (t."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted"))))) is true;

-- 1 row
select t."file_name" as "fileName",
  t."id" as "id",
  t."signed_url" as "signedUrl",
  t."signed_url_expires_at" as "signedUrlExpiresAt",
  t."upload_status" as "uploadStatus",
  t."user_id" as "userId",
  t."storage_path" as "$key"
from user_assets t
where t."storage_path" = any((select $1::varchar[])::varchar[])
  and ((t."user_id" = $2::uuid
      or (t."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted"))))) is true;

-- 2 rows
select t."id" as "id", t."id" as "$key" from run_tasks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
