-- 2 rows
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
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    t."run_id" as "runId",
    coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "text",
    coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "words"
  from application_events t
  where t."session_id" = p.id
    and (t."event_group" <> 'billing'
      or exists (select
      from sessions in_sessions
      where in_sessions."id" = t."session_id"
        and (in_sessions."user_id" = $3::uuid
          and not in_sessions."is_deleted") offset 0))
    and strpos(lower(coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end)), lower($4::text)) > 0
  order by t."created_at" desc, t."id" desc limit (select 3)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from run_tasks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
select t."user_id" as "userId", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
