-- 1 row
select c.run_id as id, -sum(c.amount) as credits
from (select r.session_id, s.user_id, array_agg(r.id) as run_ids from run_tasks r
  
    join sessions s on s.id = r.session_id
  where r.id = any((select $1::uuid[])::uuid[]) group by r.session_id, s.user_id) asked
cross join lateral (select c.run_id, c.user_id, c.amount from credit_transactions c
  where c.session_id = asked.session_id and c.run_id = any(asked.run_ids) offset 0) c
where c.user_id = asked.user_id group by c.run_id;

-- 3 rows
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
    t."id" as "id",
    t."status" as "status"
  from task_logs t
  where t."task_id" = p.id
  order by t."created_at", t."id" limit (select 50)) t;

-- 26 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "text",
    case when t.content->>'tool_name' is not null then jsonb_build_object('tool_call_id', t.content->'tool_call_id', 'tool_name', t.content->'tool_name', 'tool_display_name', t.content->'tool_display_name', 'tool_logo', t.content->'tool_logo', 'tool_input', t.content->'tool_input', 'is_error', t.content->'is_error', 'cost', t.content->'cost') end as "tool"
  from application_events t
  where t."run_id" = p.id
    and (((t."event_group" <> 'billing'
          or exists (select
          from sessions in_sessions
          where in_sessions."id" = t."session_id"
            and (in_sessions."user_id" = $2::uuid
              and not in_sessions."is_deleted") offset 0))
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = t."session_id"
          and ((in_sessions."user_id" = $3::uuid
              or in_sessions."is_public")
            and not in_sessions."is_deleted") offset 0))
      or (t."session_id" is null
        and t."user_id" = $4::uuid))
  order by t."created_at", t."id" limit (select 50)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t.additional_info->>'agent_name' as "agentName",
    t."created_at" as "createdAt",
    t."id" as "id",
    t."metrics" as "metrics",
    t."model_id" as "modelId",
    t."status" as "status"
  from agent_run_messages t
  where t."run_id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)
  order by t."created_at", t."id" limit (select 1001)) t;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t.additional_info->>'agent_name' as "agentName",
    t."id" as "id",
    t."metrics" as "metrics",
    t."model_id" as "modelId",
    t."run_id" as "runId"
  from agent_run_messages t
  where t."parent_run_id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)
  order by t."created_at", t."id" limit (select 1001)) t;

-- 1 row
select t."created_at" as "createdAt",
  t."error_message" as "errorMessage",
  t."id" as "id",
  case jsonb_typeof(t.data) when 'object' then jsonb_build_object('text', t.data->'text', 'agent_type', t.data->'agent_type', 'model_id', t.data->'model_id', 'provider', t.data->'provider', 'build_mode', t.data->'build_mode', 'milestone_ids', t.data->'milestone_ids', 'files', t.data->'files') end as "request",
  t."session_id" as "sessionId",
  t."status" as "status",
  t."task_type" as "taskType",
  t."updated_at" as "updatedAt",
  t."version" as "version",
  t."id" as "$key"
from run_tasks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
select t."file_name" as "fileName", t."id" as "id", t."id" as "$key" from user_assets t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      or (t."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted"))))) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
