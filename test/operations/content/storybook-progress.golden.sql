-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from storybooks in_storybooks
      where in_storybooks."id" = p.id
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = in_storybooks."session_id"
          and ((in_sessions."user_id" = $2::uuid
              or in_sessions."is_public")
            and not in_sessions."is_deleted") offset 0) offset 0)) is true) p
cross
  join lateral (select case when t."page_number" > 1
    and exists (select
    from storybook_page_links l
    join storybooks b on b.id = l.storybook_id and b.style_json->>'user_text_position' = 'separate_page'
    where l.page_id = t."id" offset 0) then t."page_number" / 2 + 1 else t."page_number" end as "displayPage",
    t."id" as "id",
    t."image_url" as "imageUrl",
    coalesce(t."metadata"->>'is_text_only_page' = 'true', false) as "isTextOnly",
    t."page_number" as "pageNumber"
  from storybook_page_links l
    join storybook_pages t on t."id" = l."page_id"
  where l."storybook_id" = p.id
  order by t."page_number", t."id" limit (select 1001)) t;

-- 1 row
select t."aspect_ratio" as "aspectRatio",
  case jsonb_typeof(t."style_json"->'generation') when 'object'
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
  t."resolution" as "resolution",
  t."updated_at" as "updatedAt",
  t."version" as "version",
  t."id" as "$key"
from storybooks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;
