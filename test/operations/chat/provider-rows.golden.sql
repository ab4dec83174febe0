-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."expires_at" as "expiresAt",
    t."file_id" as "fileId",
    t."id" as "id",
    t."provider" as "provider"
  from chat_provider_files t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

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
    t."expires_at" as "expiresAt",
    t."id" as "id",
    t."name" as "name",
    t."provider" as "provider",
    t."status" as "status"
  from chat_provider_containers t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."expires_at" as "expiresAt",
    t."id" as "id",
    t."provider" as "provider",
    t."version" as "version"
  from chat_provider_vector_stores t
  where t."user_id" = p.id and t."user_id" = $2::uuid
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

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
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
