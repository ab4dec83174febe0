-- 2 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join session_pins t on t."session_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and t."user_id" = $3::uuid group by p.id;

-- 2 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join session_wishlists t on t."session_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and t."user_id" = $3::uuid group by p.id;

-- 7 rows
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
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    (select left(p.part->>'text', 600)
    from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
      when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
    where p.part->>'type' = 'text'
      and jsonb_typeof(p.part->'text') = 'string'
    order by p.n limit 1) as "preview",
    t."role" as "role"
  from chat_messages t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 10 rows
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
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "text"
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
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 12 rows
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
    t."status" as "status"
  from run_tasks t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross join lateral (select t."id" as "id", t."status" as "status" from run_tasks t
  where t."session_id" = p.id and t."status" = any($3::varchar[])
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 21 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."agent_type" as "agentType",
    t."app_kind" as "appKind",
    t."created_at" as "createdAt",
    t."id" as "id",
    t."is_public" as "isPublic",
    t."last_message_at" as "lastMessageAt",
    t."model_setting_id" as "modelSettingId",
    t."name" as "name",
    t."updated_at" as "updatedAt"
  from sessions t
  where t."user_id" = p.id and (t."user_id" = $2::uuid and not t."is_deleted")
  order by t."created_at" desc, t."id" desc limit (select 21)) t;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."session_id" as "sessionId"
  from session_pins t
  where t."user_id" = p.id
    and t."user_id" = $2::uuid
    and exists (select
    from sessions s
    where s.id = t.session_id
      and not s.is_deleted
      and (s.user_id = t.user_id
        or s.is_public))
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."session_id" as "sessionId"
  from session_wishlists t
  where t."user_id" = p.id
    and t."user_id" = $2::uuid
    and exists (select
    from sessions s
    where s.id = t.session_id
      and not s.is_deleted
      and (s.user_id = t.user_id
        or s.is_public))
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

-- 3 rows
select t."agent_type" as "agentType",
  t."app_kind" as "appKind",
  t."created_at" as "createdAt",
  t."id" as "id",
  t."last_message_at" as "lastMessageAt",
  t."name" as "name",
  t."id" as "$key"
from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 4 rows
select t."display_name" as "displayName", t."id" as "id", t."id" as "$key" from model_settings t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" is null
      or t."user_id" = $2::uuid)) is true;

-- 1 row
select t."email" as "email",
  t."first_name" as "firstName",
  t."id" as "id",
  t."last_name" as "lastName",
  t."id" as "$key"
from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."id" = $2::uuid) is true;

-- 2 rows
select t."id" as "id",
  t."last_message_at" as "lastMessageAt",
  t."name" as "name",
  t."id" as "$key"
from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 3 rows
select t."id" as "id", t."name" as "name", t."session_id" as "$key" from projects t
where t."session_id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;
