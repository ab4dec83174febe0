-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    (select owner.user_id::text
    from sessions owner
    where owner.id = t."session_id") as "owners",
    t."parent_message_id" as "parentMessageId",
    (select left(p.part->>'text', 600)
    from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
      when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
    where p.part->>'type' = 'text'
      and jsonb_typeof(p.part->'text') = 'string'
    order by p.n limit 1) as "preview",
    t."role" as "role"
  from chat_messages t
  where t."parent_message_id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)
  order by t."created_at", t."id" limit (select 50)) t;

-- 1 row
select t."id" as "id",
  (select owner.user_id::text
  from sessions owner
  where owner.id = t."session_id") as "owners",
  t."parent_message_id" as "parentMessageId",
  (select left(p.part->>'text', 600)
  from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
    when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
  where p.part->>'type' = 'text'
    and jsonb_typeof(p.part->'text') = 'string'
  order by p.n limit 1) as "preview",
  t."session_id" as "sessionId",
  t."id" as "$key"
from chat_messages t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
select t."id" as "id", t."id" as "$key" from chat_messages t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
