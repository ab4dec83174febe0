-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join composio_profiles t on t."user_id" = p.id
where true
  and t."user_id" = $2::uuid
  and t."status" = any($3::varchar[]) group by p.id;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."enabled_tools" as "enabledTools",
    t."id" as "id",
    t."is_default" as "isDefault",
    t."profile_name" as "profileName",
    t."status" as "status",
    t."toolkit_name" as "toolkitName",
    t."toolkit_slug" as "toolkitSlug",
    t."updated_at" as "updatedAt"
  from composio_profiles t
  where t."user_id" = p.id and t."user_id" = $2::uuid and t."status" = any($3::varchar[])
  order by t."created_at" desc, t."id" desc limit (select 10)) t;
