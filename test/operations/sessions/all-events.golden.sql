-- 6 rows
select t."created_at" as "createdAt",
  t."event_group" as "eventGroup",
  t."event_type" as "eventType",
  t."id" as "id",
  coalesce((select owner.user_id::text
    from sessions owner
    where owner.id = t.session_id), t.user_id::text) as "owners",
  t."session_id" as "sessionId",
  coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "text",
  t."user_id" as "userId"
from application_events t
where (t."event_group" = any($1::varchar[]) and t."event_type" = any($2::varchar[]))
order by t."created_at" desc, t."id" desc limit 11;

-- 1 row
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;

-- 2 rows
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[]) and (not t."is_deleted") is true;
