-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    right(t."api_key", 4) as "hint",
    t."id" as "id",
    t."is_active" as "isActive"
  from api_keys t
  where t."user_id" = p.id and t."user_id" = $2::uuid
  order by t."created_at" desc, t."id" desc limit (select 10)) t;
