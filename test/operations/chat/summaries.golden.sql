-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select (select (select to_jsonb(summary_authority)
      from chat_summaries self
      where self.id = t.id)
    from (select null::varchar as summary_authority) missing) as "authority",
    t."compression_ratio" as "compressionRatio",
    t."created_at" as "createdAt",
    t."end_message_id" as "endMessageId",
    t."id" as "id",
    t."model_id" as "modelId",
    t."original_tokens" as "originalTokens",
    t."parent_summary_id" as "parentSummaryId",
    t."summary_text" as "summaryText",
    t."summary_tokens" as "summaryTokens"
  from chat_summaries t
  where t."session_id" = p.id
  order by t."created_at", t."id" limit (select 20)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross join lateral (select t."id" as "id" from chat_summaries t
  where t."parent_summary_id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)
  order by t."created_at", t."id" limit (select 1)) t;

-- 2 rows
select t."id" as "id",
  (select owner.user_id::text
  from sessions owner
  where owner.id = t."session_id") as "owners",
  (select left(p.part->>'text', 600)
  from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
    when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
  where p.part->>'type' = 'text'
    and jsonb_typeof(p.part->'text') = 'string'
  order by p.n limit 1) as "preview",
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
select t."id" as "id", t."id" as "$key" from chat_summaries t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
