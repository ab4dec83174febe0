-- 3 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join (slide_contents l
    join slide_versions t on t."session_id" = l."session_id"
    and t."presentation_name" = l."presentation_name"
    and t."slide_number" = l."slide_number") on l."id" = p.id
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
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."edit_summary" as "editSummary",
    t."id" as "id",
    t."image_url" as "imageUrl",
    t."instructions_applied" as "instructionsApplied",
    not exists (select
    from slide_versions later
    where later."session_id" = t."session_id"
      and later."presentation_name" = t."presentation_name"
      and later."slide_number" = t."slide_number"
      and (later."version", later."created_at", later."id") > (t."version", t."created_at", t."id")) as "isCurrent",
    (select owner.user_id::text
    from sessions owner
    where owner.id = t."session_id") as "owners",
    t."parent_version_id" as "parentVersionId",
    t."root_version_id" as "rootVersionId",
    t."thumbnail_url" as "thumbnailUrl",
    t."version" as "version"
  from slide_contents l
    join slide_versions t on t."session_id" = l."session_id"
    and t."presentation_name" = l."presentation_name"
    and t."slide_number" = l."slide_number"
  where l."id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 10)) t;

-- 4 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross join lateral (select t."id" as "id", case
  when t."slide_content" like '%data-is-image-slide="true"%'
    and t."slide_content" ~ 'data-image-url="[^"]'
  then substring(t."slide_content" from 'data-image-url="([^"]+)"')
  when t."slide_content" ~ '<meta\s+name="slide-type"\s+content="image"'
  then substring(t."slide_content"
    from '<img[^>]+src="([^"]+)"') end as "pictureUrl",
    t."slide_number" as "slideNumber"
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

-- 6 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."slide_title" as "slideTitle"
  from slide_versions l
    join slide_contents t on t."session_id" = l."session_id"
    and t."presentation_name" = l."presentation_name"
    and t."slide_number" = l."slide_number"
  where l."id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."id" limit (select 1)) t;

-- 6 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."version" as "version"
  from slide_versions l
    join slide_versions t on t."session_id" = l."session_id"
    and t."presentation_name" = l."presentation_name"
    and t."slide_number" = l."slide_number"
  where l."id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 1)) t;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    t."version" as "version"
  from slide_versions l
    join slide_versions t on t."session_id" = l."session_id"
    and t."presentation_name" = l."presentation_name"
    and t."slide_number" = l."slide_number"
    and (t."version", t."created_at", t."id") < (l."version", l."created_at", l."id")
  where l."id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."version" desc, t."created_at" desc, t."id" desc limit (select 1)) t;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross join lateral (select t."id" as "id", t."version" as "version" from slide_versions t
  where t."parent_version_id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)
  order by t."version", t."id" limit (select 1001)) t;

-- 1 row
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

-- 4 rows
select t."id" as "id", t."version" as "version", t."id" as "$key" from slide_versions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;
