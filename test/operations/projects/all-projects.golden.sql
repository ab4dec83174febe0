-- 1 row
select count(*)::int as "count" from projects t where true and true;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."deployment_url" as "deploymentUrl",
    t."id" as "id"
  from project_deployments t
  where t."project_id" = p.id and t."deployment_status" = any($2::varchar[])
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 1)) t;

-- 5 rows
select t."deleted_at" as "deletedAt",
  t."framework" as "framework",
  t."id" as "id",
  t."name" as "name",
  t."status" as "status",
  t."updated_at" as "updatedAt",
  t."user_id" as "userId"
from projects t
order by t."updated_at" desc, t."id" desc limit 11;

-- 2 rows
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;
