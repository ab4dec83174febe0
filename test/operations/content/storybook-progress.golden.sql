-- 1 row
select case jsonb_typeof(t."style_json"->'generation') when 'object'
then jsonb_build_object('status', t."style_json"->'generation'->'status', 'total_pages', t."style_json"->'generation'->'total_pages', 'completed_pages', t."style_json"->'generation'->'completed_pages', 'generating_pages', t."style_json"->'generation'->'generating_pages', 'error_message', t."style_json"->'generation'->'error_message', 'cancelled', t."style_json"->'generation'->'cancelled') end as "generation",
  t."id" as "id",
  coalesce(t."style_json"->'generation'->>'status' = 'completed',
  (select bool_and(p.image_url is not null)
    from storybook_page_links l
      join storybook_pages p on p.id = l.page_id
    where l.storybook_id = t."id"), false) as "isComplete",
  (select owner.user_id::text
  from sessions owner
  where owner.id = t."session_id") as "owners",
  t."updated_at" as "updatedAt",
  t."id" as "$key"
from storybooks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;
