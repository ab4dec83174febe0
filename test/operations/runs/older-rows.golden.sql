-- 1 row
select p.place as "$parent",
  p."owners", t.*
from (select p.id, p.place::int, (select owner.user_id::text
    from sessions owner
    where owner.id = case when p.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p.id::uuid end) as "owners"
  from unnest((select $1::varchar[])::varchar[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = case when p.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p.id::uuid end
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true offset 0) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."group" as "group",
    t."id" as "id",
    t."name" as "name",
    t."payload" as "payload",
    t."run_id" as "runId"
  from agent_event_logs t
  where t."session_id" = p.id
  order by coalesce(t."created_at", '-infinity'::timestamptz), t."id" limit (select 10)) t;

-- 1 row
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
    t."status" as "status",
    t."user_message_id" as "userMessageId"
  from agent_run_tasks t
  where t."session_id" = p.id
  order by coalesce(t."created_at", '-infinity'::timestamptz) desc, t."id" desc limit (select 10)) t;

-- 1 row
select t."id" as "id",
  (select owner.user_id::text
  from sessions owner
  where owner.id = t."session_id") as "owners",
  (select left(p.part->>'text', 600)
  from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
    when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
  where p.part->>'type' = 'text'
    and jsonb_typeof(p.part->'text') = 'string'
  order by p.n limit 1) as "preview",
  t."id" as "$key"
from chat_messages t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
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

-- 1 row
select t."id" as "id", t."status" as "status", t."id" as "$key" from run_tasks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;
