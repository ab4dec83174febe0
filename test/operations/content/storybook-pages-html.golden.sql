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
    t."html_content" as "htmlContent",
    t."id" as "id",
    t."page_number" as "pageNumber",
    t."metadata"->>'text_position' as "textPosition"
  from storybook_page_links l
    join storybook_pages t on t."id" = l."page_id"
  where l."storybook_id" = p.id
  order by t."page_number", t."id" limit (select 1001)) t;

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
  join lateral (select t."created_at" as "createdAt",
    t."page_id" as "pageId",
    t."storybook_id" as "storybookId"
  from storybook_page_links t
  where t."storybook_id" = p.id
  order by t."created_at", t."storybook_id", t."page_id" limit (select 1001)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from storybooks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;

-- 3 rows
select t."id" as "id", t."page_number" as "pageNumber", t."id" as "$key" from storybook_pages t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from storybook_page_links link
    where link."page_id" = t."id"
      and exists (select
      from storybooks in_storybooks
      where in_storybooks."id" = link."storybook_id"
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = in_storybooks."session_id"
          and ((in_sessions."user_id" = $2::uuid
              or in_sessions."is_public")
            and not in_sessions."is_deleted"))))) is true;
