-- 1 row
select count(*)::int as "count" from sessions t where true and t."is_public";

-- 5 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross join lateral (select t."id" as "id", t."status" as "status" from run_tasks t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 9 rows
select t."app_kind" as "appKind",
  t."created_at" as "createdAt",
  t."id" as "id",
  t."is_deleted" as "isDeleted",
  t."is_public" as "isPublic",
  t."name" as "name",
  t."status" as "status",
  t."user_id" as "userId"
from sessions t
where t."is_public"
order by t."created_at" desc, t."id" desc limit 21;

-- 3 rows
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;
