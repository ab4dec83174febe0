-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."event_group" as "eventGroup",
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    t."session_id" as "sessionId",
    coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "text"
  from application_events t
  where t."user_id" = p.id
    and (((t."event_group" <> 'billing'
          or exists (select
          from sessions in_sessions
          where in_sessions."id" = t."session_id"
            and (in_sessions."user_id" = $2::uuid
              and not in_sessions."is_deleted") offset 0))
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = t."session_id"
          and ((in_sessions."user_id" = $3::uuid
              or in_sessions."is_public")
            and not in_sessions."is_deleted") offset 0))
      or (t."session_id" is null
        and t."user_id" = $4::uuid))
  order by t."created_at" desc, t."id" desc limit (select 10)) t;
