-- 8 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."name" as "name",
    (lower(coalesce(t.name, '')) collate "C") as "sortedName"
  from sessions t
  where t."user_id" = p.id and (t."user_id" = $2::uuid and not t."is_deleted")
  order by (lower(coalesce(t.name, '')) collate "C"), t."id" limit (select 8)) t;
