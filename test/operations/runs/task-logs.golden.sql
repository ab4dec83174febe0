-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from run_tasks in_run_tasks
      where in_run_tasks."id" = p.id
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = in_run_tasks."session_id"
          and (in_sessions."user_id" = $2::uuid
            and not in_sessions."is_deleted") offset 0) offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."data" as "data",
    t."id" as "id",
    t."status" as "status"
  from task_logs t
  where t."task_id" = p.id
  order by t."created_at", t."id" limit (select 3)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from run_tasks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;
