-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."metadata"->>'tool_name' as "lastTool",
    t."metadata"->>'last_tool_execution' as "lastToolAt",
    case
  when t."slide_content" like '%data-is-image-slide="true"%'
    and t."slide_content" ~ 'data-image-url="[^"]'
  then substring(t."slide_content" from 'data-image-url="([^"]+)"')
  when t."slide_content" ~ '<meta\s+name="slide-type"\s+content="image"'
  then substring(t."slide_content"
    from '<img[^>]+src="([^"]+)"') end as "pictureUrl",
    t."slide_content" as "slideContent",
    t."slide_number" as "slideNumber",
    t."slide_title" as "slideTitle",
    t."updated_at" as "updatedAt"
  from slide_contents l
    join slide_contents t on t."session_id" = l."session_id"
    and t."presentation_name" = l."presentation_name"
  where l."id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."slide_number", t."id" limit (select 1001)) t;

-- 2 rows
select session_id as "sessionId", presentation_name as "name", count(*)::int as "slideCount",
max(updated_at) as "lastUpdatedAt", min(id::text)::uuid as "aSlideId"
from slide_contents where session_id = any((select $1::uuid[])::uuid[])
group by session_id, presentation_name order by max(updated_at) desc, presentation_name;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
