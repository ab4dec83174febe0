-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join run_tasks t on t."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true
  and true
  and (t."status" = any($3::varchar[])
    and t."task_type" = any($4::varchar[])) group by p.id;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."error_message" as "errorMessage",
    t."id" as "id",
    t."status" as "status",
    t."task_type" as "taskType",
    t."updated_at" as "updatedAt"
  from run_tasks t
  where t."session_id" = p.id
    and (t."status" = any($3::varchar[])
      and t."task_type" = any($4::varchar[]))
  order by t."created_at" desc, t."id" desc limit (select 21)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
