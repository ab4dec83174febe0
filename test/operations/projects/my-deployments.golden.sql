-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."deployment_status" as "deploymentStatus",
    t."id" as "id",
    t."project_id" as "projectId",
    t."version" as "version"
  from project_deployments t
  where t."deployed_by_user_id" = p.id
    and exists (select
    from projects in_projects
    where in_projects."id" = t."project_id"
      and (in_projects."user_id" = $2::uuid
        and in_projects."deleted_at" is null) offset 0)
    and t."deployment_status" = any($3::varchar[])
  order by t."created_at" desc, t."id" desc limit (select 3)) t;

-- 2 rows
select t."id" as "id", t."name" as "name", t."id" as "$key" from projects t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;
