-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."provider" as "provider",
    t."status" as "status"
  from agent_sandboxes t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."expired_at" as "expiredAt",
    t."id" as "id",
    t."provider" as "provider",
    t."status" as "status"
  from agent_sandboxes t
  where t."session_id" = p.id and t."status" <> all($3::varchar[])
  order by t."created_at" desc, t."id" desc limit (select 1)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
