-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join (session_assets l
    join user_assets t on t."id" = l."asset_id") on l."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true
  and (t."user_id" = $3::uuid
    or (t."is_public"
      and exists (select
      from session_assets link
        join sessions shared on shared."id" = link."session_id"
      where link."asset_id" = t."id"
        and (shared."is_public"
          and not shared."is_deleted"))))
  and t."source" = any($4::varchar[]) group by p.id;

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
    t."signed_url" as "signedUrl",
    t."signed_url_expires_at" as "signedUrlExpiresAt",
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
        where link."asset_id" = t."id"
          and (shared."is_public"
            and not shared."is_deleted"))))
    and t."source" = any($4::varchar[])
  order by coalesce(t."file_size", '-9223372036854775808'::bigint) desc, t."id" desc limit (select 3)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
