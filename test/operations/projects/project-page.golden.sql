-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join project_deployments t on t."project_id" = p.id
where (exists (select
    from projects in_projects
    where in_projects."id" = p.id
      and (in_projects."user_id" = $2::uuid
        and in_projects."deleted_at" is null) offset 0)) is true
  and true
  and true group by p.id;

-- 4 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from projects in_projects
      where in_projects."id" = p.id
        and (in_projects."user_id" = $2::uuid
          and in_projects."deleted_at" is null) offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."deploy_duration_ms" as "deployDurationMs",
    t."deployment_status" as "deploymentStatus",
    t."deployment_url" as "deploymentUrl",
    t."environment" as "environment",
    t."error_phase" as "errorPhase",
    t."finished_at" as "finishedAt",
    t."id" as "id",
    t."provider" as "provider",
    t."started_at" as "startedAt",
    t."version" as "version"
  from project_deployments t
  where t."project_id" = p.id
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 10)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from projects in_projects
      where in_projects."id" = p.id
        and (in_projects."user_id" = $2::uuid
          and in_projects."deleted_at" is null) offset 0)) is true) p
cross
  join lateral (select t."deployment_status" as "deploymentStatus",
    t."deployment_url" as "deploymentUrl",
    t."environment" as "environment",
    t."error_message" as "errorMessage",
    t."error_phase" as "errorPhase",
    t."id" as "id",
    t."provider" as "provider",
    t."version" as "version"
  from project_deployments t
  where t."project_id" = p.id
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 1)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from projects in_projects
      where in_projects."id" = p.id
        and (in_projects."user_id" = $2::uuid
          and in_projects."deleted_at" is null) offset 0)) is true) p
cross join lateral (select t."id" as "id", t."version" as "version" from project_deployments t
  where t."project_id" = p.id and t."deployment_status" = any($3::varchar[])
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 1)) t;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."branch_name" as "branchName",
    t."created_at" as "createdAt",
    t."database_name" as "databaseName",
    t."id" as "id",
    t."is_active" as "isActive",
    t."source" as "source"
  from project_databases t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 1001)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."database_name" as "databaseName",
    t."id" as "id"
  from project_databases t
  where t."session_id" = p.id and t."is_active"
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."database_name" as "databaseName",
    t."id" as "id",
    t."session_id" as "sessionId"
  from project_databases t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 1001)) t;

-- 1 row
select t."claimed_at" as "claimedAt",
  t."claimed_by_user_id" as "claimedByUserId",
  t."deployment_id" as "deploymentId",
  t."dns_status" as "dnsStatus",
  t."full_domain" as "fullDomain",
  t."id" as "id",
  t."ssl_status" as "sslStatus",
  t."subdomain" as "subdomain",
  t."project_id" as "$key"
from project_custom_domains t
where t."project_id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from projects in_projects
    where in_projects."id" = t."project_id"
      and (in_projects."user_id" = $2::uuid
        and in_projects."deleted_at" is null) offset 0)) is true;

-- 1 row
select t."created_at" as "createdAt",
  t."current_build_status" as "currentBuildStatus",
  t."description" as "description",
  t."framework" as "framework",
  coalesce(t."secrets_json" not in ('null', '{}'), false) as "hasSecrets",
  coalesce(t."storage_json" not in ('null', '{}'), false) as "hasStorage",
  t."id" as "id",
  t."name" as "name",
  t."production_url" as "productionUrl",
  t."project_path" as "projectPath",
  t."session_id" as "sessionId",
  t."status" as "status",
  t."updated_at" as "updatedAt",
  t."session_id" as "$key"
from projects t
where t."session_id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;

-- 1 row
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."id" = $2::uuid) is true;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."session_id" as "$key" from projects t
where t."session_id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;

-- 1 row
select t."id" as "id", t."version" as "version", t."id" as "$key" from project_deployments t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from projects in_projects
    where in_projects."id" = t."project_id"
      and (in_projects."user_id" = $2::uuid
        and in_projects."deleted_at" is null) offset 0)) is true;
