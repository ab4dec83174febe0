-- 0 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join session_pins t on t."session_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and t."user_id" = $3::uuid group by p.id;

-- 0 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join session_wishlists t on t."session_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and t."user_id" = $3::uuid group by p.id;

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

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross join lateral (select t."id" as "id", t."status" as "status" from run_tasks t
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
cross join lateral (select t."id" as "id", t."status" as "status" from run_tasks t
  where t."session_id" = p.id and t."status" = any($3::varchar[])
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name"
  from sessions t
  where t."parent_session_id" = p.id
    and ((((t."user_id" = $2::uuid
            or t."is_public")
          and not t."is_deleted")
        and t."user_id" = $3::uuid)) is true
  order by t."created_at" desc, t."id" desc limit (select 5)) t;

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
select t."email" as "email",
  t."first_name" as "firstName",
  t."id" as "id",
  t."last_name" as "lastName",
  t."id" as "$key"
from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."id" = $2::uuid) is true;

-- 1 row
select t."file_name" as "fileName",
  t."id" as "id",
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
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."session_id" as "$key" from projects t
where t."session_id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;

-- 1 row
select t.session_metadata->'advanced_mode' as "advancedMode",
  t."agent_type" as "agentType",
  t."api_version" as "apiVersion",
  t."app_kind" as "appKind",
  t."created_at" as "createdAt",
  t.session_metadata->'fork_info' as "forkInfo",
  t."id" as "id",
  t."is_deleted" as "isDeleted",
  t."is_public" as "isPublic",
  coalesce(t.session_metadata->>'title_pending' = 'true', false) as "isTitlePending",
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
