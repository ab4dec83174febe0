-- 1 row
select case jsonb_typeof(t."style_json"->'generation') when 'object'
then jsonb_build_object('status', t."style_json"->'generation'->'status', 'total_pages', t."style_json"->'generation'->'total_pages', 'completed_pages', t."style_json"->'generation'->'completed_pages', 'generating_pages', t."style_json"->'generation'->'generating_pages', 'error_message', t."style_json"->'generation'->'error_message', 'cancelled', t."style_json"->'generation'->'cancelled') end as "generation",
  t."id" as "id",
  coalesce(t."style_json"->'generation'->>'status' = 'completed',
  (select bool_and(p.image_url is not null)
    from storybook_page_links l
      join storybook_pages p on p.id = l.page_id
    where l.storybook_id = t."id"), false) as "isComplete",
  t."name" as "name",
  (select owner.user_id::text
  from sessions owner
  where owner.id = t."session_id") as "owners",
  t."session_id" as "sessionId",
  t."id" as "$key"
from storybooks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."is_public"
        and not in_sessions."is_deleted") offset 0)) is true;

-- 6 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from storybooks in_storybooks
      where in_storybooks."id" = p.id
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = in_storybooks."session_id"
          and (in_sessions."is_public"
            and not in_sessions."is_deleted") offset 0) offset 0)) is true) p
cross
  join lateral (select t."id" as "id",
    t."metadata"->>'image_prompt' as "imagePrompt",
    t."image_url" as "imageUrl",
    (select string_agg(distinct s.user_id::text, ' ')
    from storybook_page_links l
    join storybooks b on b.id = l.storybook_id
      join sessions s on s.id = b.session_id
    where l.page_id = t.id) as "owners",
    t."page_number" as "pageNumber",
    t."text_content" as "textContent"
  from storybook_page_links l
    join storybook_pages t on t."id" = l."page_id"
  where l."storybook_id" = p.id
  order by t."page_number", t."id" limit (select 1001)) t;

-- 0 rows
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (false) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."user_id" as "userId", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[]) and ((t."is_public" and not t."is_deleted")) is true;
