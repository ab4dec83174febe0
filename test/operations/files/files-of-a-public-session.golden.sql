-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join (session_assets l
    join user_assets t on t."id" = l."asset_id") on l."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and (in_sessions."is_public"
        and not in_sessions."is_deleted") offset 0)) is true
  and (t."is_public"
    and exists (select
    from session_assets link
      join sessions shared on shared."id" = link."session_id"
    where link."asset_id" = t."id"
      and (shared."is_public"
        and not shared."is_deleted")))
  and true group by p.id;

-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join session_assets t on t."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and (in_sessions."is_public"
        and not in_sessions."is_deleted") offset 0)) is true
  and exists (select
  from user_assets in_user_assets
  where in_user_assets."id" = t."asset_id"
    and (in_user_assets."is_public"
      and exists (select
      from session_assets link
        join sessions shared on shared."id" = link."session_id"
      where link."asset_id" = in_user_assets."id"
        and (shared."is_public"
          and not shared."is_deleted"))) offset 0)
  and true group by p.id;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."is_public"
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."asset_id" as "assetId",
    t."created_at" as "createdAt",
    t."id" as "id"
  from session_assets t
  where t."session_id" = p.id
    and exists (select
    from user_assets in_user_assets
    where in_user_assets."id" = t."asset_id"
      and (in_user_assets."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = in_user_assets."id"
          and (shared."is_public"
            and not shared."is_deleted"))) offset 0)
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."is_public"
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."file_name" as "fileName",
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
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

-- 0 rows
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (false) is true;

-- 1 row
select t."file_name" as "fileName", t."id" as "id", t."id" as "$key" from user_assets t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."is_public"
      and exists (select
      from session_assets link
        join sessions shared on shared."id" = link."session_id"
      where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted")))) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[]) and ((t."is_public" and not t."is_deleted")) is true;
