-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."framework" as "framework",
    t."id" as "id",
    t."name" as "name",
    t."status" as "status"
  from projects t
  where t."user_id" = p.id
    and (t."user_id" = $2::uuid
      and t."deleted_at" is null)
    and (t."status" = $3::varchar
      and t."framework" = $4::varchar
      and exists (select
      from project_deployments d
      where d.project_id = t."id"
        and d.deployment_status = 'deployed')
      and t."name" collate "default" ilike $5)
  order by coalesce(t."name", ''::varchar), t."id" limit (select 20)) t;
