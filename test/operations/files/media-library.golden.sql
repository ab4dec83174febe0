-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join user_assets t on t."user_id" = p.id
where true
  and (t."user_id" = $2::uuid
    or (t."is_public"
      and exists (select
      from session_assets link
        join sessions shared on shared."id" = link."session_id"
      where link."asset_id" = t."id"
        and (shared."is_public"
          and not shared."is_deleted"))))
  and (t."asset_type" = any($3::varchar[])
    and t."upload_status" = any($4::varchar[])) group by p.id;

-- 9 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."file_name" as "fileName",
    t."file_size" as "fileSize",
    t."id" as "id",
    t."is_public" as "isPublic",
    t."signed_url" as "signedUrl",
    t."signed_url_expires_at" as "signedUrlExpiresAt",
    t."source" as "source",
    t."upload_status" as "uploadStatus",
    t."user_id" as "userId"
  from user_assets t
  where t."user_id" = p.id
    and (t."user_id" = $2::uuid
      or (t."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = t."id"
          and (shared."is_public"
            and not shared."is_deleted"))))
    and (t."asset_type" = any($3::varchar[])
      and t."upload_status" = any($4::varchar[]))
  order by t."created_at" desc, t."id" desc limit (select 9)) t;

-- 7 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name"
  from session_assets l
    join sessions t on t."id" = l."session_id"
  where l."asset_id" = p.id and ((t."user_id" = $2::uuid or t."is_public") and not t."is_deleted")
  order by t."created_at" desc, t."id" desc limit (select 3)) t;
