-- 1 row
select count(*)::int as "count"
from project_deployments t
where true
  and (t."deployment_status" = any($1::varchar[])
    and t."provider" = any($2::varchar[])
    and t."created_at" >= $3::timestamptz
    and t."created_at" < $4::timestamptz);

-- 3 rows
select t."created_at" as "createdAt",
  t."deployed_by_user_id" as "deployedByUserId",
  t."deployment_status" as "deploymentStatus",
  t."error_message" as "errorMessage",
  t."error_phase" as "errorPhase",
  t."id" as "id",
  t."project_id" as "projectId",
  t."provider" as "provider",
  t."version" as "version"
from project_deployments t
where (t."deployment_status" = any($1::varchar[])
    and t."provider" = any($2::varchar[])
    and t."created_at" >= $3::timestamptz
    and t."created_at" < $4::timestamptz)
order by t."created_at" desc, t."id" desc limit 11;

-- 1 row
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;

-- 2 rows
select t."id" as "id", t."name" as "name", t."user_id" as "userId", t."id" as "$key" from projects t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."deleted_at" is null) is true;
