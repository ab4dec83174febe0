-- 3 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join (storybook_page_links l
    join storybook_pages t on t."id" = l."page_id") on l."storybook_id" = p.id
where (exists (select
    from storybooks in_storybooks
    where in_storybooks."id" = p.id
      and exists (select
      from sessions in_sessions
      where in_sessions."id" = in_storybooks."session_id"
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0) offset 0)) is true
  and true
  and true group by p.id;

-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join storybooks t on t."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true
  and true
  and not exists (select
  from storybooks later
  where later.session_id = t."session_id"
    and coalesce(later."root_storybook_id", later."id") = coalesce(t."root_storybook_id", t."id")
  and (later."version", later."created_at", later."id") > (t."version", t."created_at", t."id") offset 0) group by p.id;

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
  join lateral (select t."aspect_ratio" as "aspectRatio",
    t."created_at" as "createdAt",
    case jsonb_typeof(t."style_json"->'generation') when 'object'
  then jsonb_build_object('status', t."style_json"->'generation'->'status', 'total_pages', t."style_json"->'generation'->'total_pages', 'completed_pages', t."style_json"->'generation'->'completed_pages', 'generating_pages', t."style_json"->'generation'->'generating_pages', 'error_message', t."style_json"->'generation'->'error_message', 'cancelled', t."style_json"->'generation'->'cancelled') end as "generation",
    t."id" as "id",
    coalesce(t."style_json"->'generation'->>'status' = 'completed',
    (select bool_and(p.image_url is not null)
      from storybook_page_links l
        join storybook_pages p on p.id = l.page_id
      where l.storybook_id = t."id"), false) as "isComplete",
    t."name" as "name",
    t."resolution" as "resolution",
    t."updated_at" as "updatedAt",
    t."version" as "version"
  from storybooks t
  where t."session_id" = p.id and not exists (select from storybooks later
    where later.session_id = t."session_id"
      and coalesce(later."root_storybook_id", later."id") = coalesce(t."root_storybook_id", t."id")
    and (later."version", later."created_at", later."id") > (t."version", t."created_at", t."id") offset 0)
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

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
  join lateral (select t."id" as "id",
    t."image_url" as "imageUrl"
  from storybook_page_links l
    join storybook_pages t on t."id" = l."page_id"
  where l."storybook_id" = p.id
  order by t."page_number", t."id" limit (select 1)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
