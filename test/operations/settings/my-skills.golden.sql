-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."is_enabled" as "isEnabled",
    t."name" as "name",
    t."skill_md_content" as "skillMdContent",
    t."source" as "source",
    t."user_id" as "userId"
  from skills t
  where t."user_id" = p.id
    and (t."user_id" is null
      or t."user_id" = $2::uuid)
    and t."source" <> all($3::varchar[])
  order by t."name", t."id" limit (select 1001)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross join lateral (select t."id" as "id", t."name" as "name" from skills t
  where t."user_id" = p.id
    and (t."user_id" is null
      or t."user_id" = $2::uuid)
    and (t."source" = $3::varchar
      and not t."is_enabled")
  order by t."name", t."id" limit (select 1001)) t;
