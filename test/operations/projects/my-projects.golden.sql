-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join projects t on t."user_id" = p.id
where true
  and (t."user_id" = $2::uuid
    and t."deleted_at" is null)
  and true group by p.id;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from projects in_projects
      where in_projects."id" = p.id
        and (in_projects."user_id" = $2::uuid
          and in_projects."deleted_at" is null) offset 0)) is true) p
cross
  join lateral (select t."deployment_status" as "deploymentStatus",
    t."id" as "id",
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
cross
  join lateral (select t."deployment_url" as "deploymentUrl",
    t."id" as "id",
    t."version" as "version"
  from project_deployments t
  where t."project_id" = p.id and t."deployment_status" = any($3::varchar[])
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 1)) t;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."framework" as "framework",
    t."id" as "id",
    t."name" as "name",
    t."production_url" as "productionUrl",
    t."session_id" as "sessionId",
    t."status" as "status",
    t."updated_at" as "updatedAt"
  from projects t
  where t."user_id" = p.id and (t."user_id" = $2::uuid and t."deleted_at" is null)
  order by t."updated_at" desc, t."id" desc limit (select 11)) t;

-- 1 row
select t."full_domain" as "fullDomain",
  t."id" as "id",
  t."project_id" as "$key"
from project_custom_domains t
where t."project_id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from projects in_projects
    where in_projects."id" = t."project_id"
      and (in_projects."user_id" = $2::uuid
        and in_projects."deleted_at" is null) offset 0)) is true;

-- 3 rows
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
