-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join application_events t on t."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true
  and (t."event_group" <> 'billing'
    or exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $3::uuid
        and not in_sessions."is_deleted") offset 0))
  and true group by p.id;

-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join chat_messages t on t."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true
  and true
  and true group by p.id;

-- 0 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join run_tasks t on t."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true
  and true
  and true group by p.id;

-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join session_pins t on t."session_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and t."user_id" = $3::uuid group by p.id;

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
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true offset 0) p
cross
  join lateral (select t."content" as "content",
    t."created_at" as "createdAt",
    t."id" as "id",
    t."role" as "role"
  from chat_messages t
  where t."session_id" = p.id
  order by t."created_at", t."id" limit (select 50)) t;

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
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true offset 0) p
cross
  join lateral (select t."id" as "id",
    (select left(p.part->>'text', 600)
    from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
      when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
    where p.part->>'type' = 'text'
      and jsonb_typeof(p.part->'text') = 'string'
    order by p.n limit 1) as "preview"
  from chat_messages t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

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
  join lateral (select t."content" as "content",
    t."created_at" as "createdAt",
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    case when t.event_type = 'session.user_message'
    and jsonb_typeof(t.content->'files_metadata') = 'array'
  then (select string_agg(a.id::text, ' ') from jsonb_array_elements(t.content->'files_metadata') f
    join user_assets a on a.id = case when (f->>'id') ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (f->>'id')::uuid end
      and a.is_public
    where exists (select
      from session_assets l
      where l.asset_id = a.id
        and l.session_id = t.session_id)) end as "sharedFiles",
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
  order by t."created_at", t."id" limit (select 50)) t;

-- 1 row
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
    t."id" as "id"
  from session_assets l
    join user_assets t on t."id" = l."asset_id"
  where l."session_id" = p.id
    and (t."user_id" = $3::uuid
      or (t."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted"))))
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

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
    t."id" as "id",
    t."name" as "name"
  from storybooks t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross join lateral (select t."created_at" as "createdAt", t."id" as "id" from run_tasks t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross join lateral (select t."id" as "id" from agent_sandboxes t
  where t."session_id" = p.id and t."status" <> all($3::varchar[])
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 0 rows
select session_id as "sessionId", presentation_name as "name", count(*)::int as "slideCount",
max(updated_at) as "lastUpdatedAt", min(id::text)::uuid as "aSlideId"
from slide_contents where session_id = any((select $1::uuid[])::uuid[])
group by session_id, presentation_name order by max(updated_at) desc, presentation_name;

-- 1 row
select t."app_kind" as "appKind",
  t.session_metadata->'fork_info' as "forkInfo",
  t."id" as "id",
  t."model_setting_id" as "modelSettingId",
  t."name" as "name",
  t.user_id::text as "owners",
  t."parent_session_id" as "parentSessionId",
  t.session_metadata->'plan' as "plan",
  t.session_metadata->'todos' as "todos",
  t."user_id" as "userId",
  t."id" as "$key"
from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 0 rows
select t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."id" = $2::uuid) is true;
