-- 3 rows
select p.place as "$parent",
  p."owners", t.*
from (select p.id, p.place::int, (select owner.user_id::text
    from sessions owner
    where owner.id = p.id) as "owners"
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true offset 0) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    (select left(p.part->>'text', 600)
    from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
      when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
    where p.part->>'type' = 'text'
      and jsonb_typeof(p.part->'text') = 'string'
    order by p.n limit 1) as "preview",
    t."role" as "role",
    (select string_agg(w.word #>> '{}', E'\n'
      order by p.n)
    from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
      when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
    cross
      join lateral (select p.part->case p.part->>'type' when 'text' then 'text' when 'reasoning' then 'thinking'
      when 'code_block' then 'content' when 'council_member_output' then 'content' when 'council_synthesis' then 'content' end as word) w
    where jsonb_typeof(w.word) = 'string') as "words"
  from chat_messages t
  where t."session_id" = p.id
    and strpos(lower((select string_agg(w.word #>> '{}', E'\n'
          order by p.n)
        from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
          when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
        cross
          join lateral (select p.part->case p.part->>'type' when 'text' then 'text' when 'reasoning' then 'thinking'
          when 'code_block' then 'content' when 'council_member_output' then 'content' when 'council_synthesis' then 'content' end as word) w
        where jsonb_typeof(w.word) = 'string')), lower($3::text)) > 0
  order by t."created_at" desc, t."id" desc limit (select 3)) t;

-- 1 row
select t."user_id" as "userId", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
