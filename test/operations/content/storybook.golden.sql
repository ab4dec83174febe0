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
join (storybooks l
    join storybooks t on (t."id" = coalesce(l."root_storybook_id", l."id")
      or t."root_storybook_id" = coalesce(l."root_storybook_id", l."id"))) on l."id" = p.id
where true
  and exists (select
  from sessions in_sessions
  where in_sessions."id" = t."session_id"
    and ((in_sessions."user_id" = $2::uuid
        or in_sessions."is_public")
      and not in_sessions."is_deleted"))
  and true group by p.id;

-- 6 rows
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
  join lateral (select t."audio_link" as "audioLink",
    case when t."page_number" > 1
    and exists (select
    from storybook_page_links l
    join storybooks b on b.id = l.storybook_id and b.style_json->>'user_text_position' = 'separate_page'
    where l.page_id = t."id" offset 0) then t."page_number" / 2 + 1 else t."page_number" end as "displayPage",
    t."html_content" as "htmlContent",
    t."id" as "id",
    t."metadata"->>'image_prompt' as "imagePrompt",
    t."image_url" as "imageUrl",
    coalesce(t."metadata"->>'is_text_only_page' = 'true', false) as "isTextOnly",
    (select string_agg(distinct s.user_id::text, ' ')
    from storybook_page_links l
    join storybooks b on b.id = l.storybook_id
      join sessions s on s.id = b.session_id
    where l.page_id = t.id) as "owners",
    t."page_number" as "pageNumber",
    t."text_content" as "textContent",
    t."metadata"->'text_percentage' as "textPercentage",
    t."metadata"->>'text_position' as "textPosition"
  from storybook_page_links l
    join storybook_pages t on t."id" = l."page_id"
  where l."storybook_id" = p.id
  order by t."page_number", t."id" limit (select 1001)) t;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name",
    t."version" as "version"
  from storybooks l
    join storybooks t on (t."id" = coalesce(l."root_storybook_id", l."id")
      or t."root_storybook_id" = coalesce(l."root_storybook_id", l."id"))
  where l."id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 20)) t;

-- 11 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."version" as "version"
  from storybook_page_links l
    join storybooks t on t."id" = l."storybook_id"
  where l."page_id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."version", t."created_at", t."id" limit (select 1001)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."version" as "version"
  from storybooks l
    join storybooks t on (t."id" = coalesce(l."root_storybook_id", l."id")
      or t."root_storybook_id" = coalesce(l."root_storybook_id", l."id"))
  where l."id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 1)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."version" as "version"
  from storybooks l
    join storybooks t on (t."id" = coalesce(l."root_storybook_id", l."id")
      or t."root_storybook_id" = coalesce(l."root_storybook_id", l."id"))
    and (t."version", t."created_at", t."id") < (l."version", l."created_at", l."id")
  where l."id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 1)) t;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross join lateral (select t."id" as "id", t."version" as "version" from storybooks t
  where t."parent_storybook_id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)
  order by t."version", t."created_at", t."id" limit (select 1001)) t;

-- 1 row
select t."aspect_ratio" as "aspectRatio",
  t."style_json"->>'character_description' as "characterDescription",
  t."created_at" as "createdAt",
  t."id" as "id",
  t."name" as "name",
  (select owner.user_id::text
  from sessions owner
  where owner.id = t."session_id") as "owners",
  t."parent_storybook_id" as "parentStorybookId",
  t."resolution" as "resolution",
  t."root_storybook_id" as "rootStorybookId",
  t."session_id" as "sessionId",
  case jsonb_typeof(t."style_json") when 'object'
then jsonb_build_object('art_style', t."style_json"->'art_style', 'color_palette', t."style_json"->'color_palette', 'genre', t."style_json"->'genre', 'language', t."style_json"->'language', 'language_code', t."style_json"->'language_code', 'storybook_language', t."style_json"->'storybook_language', 'user_text_position', t."style_json"->'user_text_position', 'voice_enabled', t."style_json"->'voice_enabled', 'manga_layout', t."style_json"->'manga_layout', 'image_model_name', t."style_json"->'image_model_name') end as "style",
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

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 2 rows
select t."id" as "id", t."version" as "version", t."id" as "$key" from storybooks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;
