-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join slide_versions t on t."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true
  and true
  and true group by p.id;

-- 4 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."presentation_name" as "presentationName",
    t."session_id" as "sessionId",
    t."slide_number" as "slideNumber",
    t."version" as "version"
  from slide_versions t
  where t."session_id" = p.id
  order by t."created_at", t."id" limit (select 4)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
