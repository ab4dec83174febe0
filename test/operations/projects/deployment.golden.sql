-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."subdomain" as "subdomain"
  from project_custom_domains t
  where t."deployment_id" = p.id
    and exists (select
    from projects in_projects
    where in_projects."id" = t."project_id"
      and (in_projects."user_id" = $2::uuid
        and in_projects."deleted_at" is null) offset 0)
  order by t."created_at", t."id" limit (select 1001)) t;

-- 1 row
select t."build_duration_ms" as "buildDurationMs",
  t."deploy_duration_ms" as "deployDurationMs",
  t."deployed_at" as "deployedAt",
  t."deployed_by_user_id" as "deployedByUserId",
  t."deployment_status" as "deploymentStatus",
  t."deployment_url" as "deploymentUrl",
  t."environment" as "environment",
  t."error_details"->>'code' as "errorCode",
  t."error_message" as "errorMessage",
  t."error_phase" as "errorPhase",
  t."finished_at" as "finishedAt",
  t."id" as "id",
  t."project_id" as "projectId",
  t."provider" as "provider",
  t."snapshot_id" as "snapshotId",
  t."started_at" as "startedAt",
  t."upload_duration_ms" as "uploadDurationMs",
  t."version" as "version",
  t."id" as "$key"
from project_deployments t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from projects in_projects
    where in_projects."id" = t."project_id"
      and (in_projects."user_id" = $2::uuid
        and in_projects."deleted_at" is null) offset 0)) is true;

-- 1 row
select t."email" as "email",
  t."first_name" as "firstName",
  t."id" as "id",
  t."last_name" as "lastName",
  t."id" as "$key"
from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."id" = $2::uuid) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."id" as "$key" from projects t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;
