-- 0 rows
select c.relname as name, i.indisvalid as "isValid", pg_size_pretty(pg_relation_size(c.oid)) as size
from pg_class c join pg_index i on i.indexrelid = c.oid
where c.oid = any (array(select to_regclass(n)::oid from unnest($1::text[]) n));

-- 0 rows
select id, "sessionId", "createdAt", words, "pageSize"
from (select t.id, null::uuid as "sessionId",
    t.created_at as "createdAt",
    said.words, count(*) over ()::int as "pageSize",
  sum(octet_length(said.words)) over (order by t.created_at desc, t.id desc rows between unbounded preceding
      and 1 preceding) as before
  from (select t.id
    from user_assets t
    where t.user_id = $2
      and lower(t.file_name) like all (string_to_array(lower($1::text), E'\n'))
    order by t.created_at desc, t.id desc limit $3) page
    join user_assets t on t.id = page.id
  cross join lateral (select t.file_name as words offset 0) said) texts
where before is null or before < 2000000
order by "createdAt" desc, id desc;

-- 13 rows
select id, "sessionId", "createdAt", words, "pageSize"
from (select t.id, t.id as "sessionId",
    t.created_at as "createdAt",
    said.words, count(*) over ()::int as "pageSize",
  sum(octet_length(said.words)) over (order by t.created_at desc, t.id desc rows between unbounded preceding
      and 1 preceding) as before
  from (select t.id
    from sessions t
    where t.user_id = $2
      and not t.is_deleted
      and lower(t.name) like all (string_to_array(lower($1::text), E'\n'))
    order by t.created_at desc, t.id desc limit $3) page
    join sessions t on t.id = page.id
  cross join lateral (select t.name as words offset 0) said) texts
where before is null or before < 2000000
order by "createdAt" desc, id desc;

-- 4 rows
select id, "sessionId", "createdAt", words, "pageSize"
from (select t.id, t.session_id as "sessionId",
    t.created_at as "createdAt",
    said.words, count(*) over ()::int as "pageSize",
  sum(octet_length(said.words)) over (order by t.created_at desc, t.id desc rows between unbounded preceding
      and 1 preceding) as before
  from (select t.id
    from slide_contents t
    where t.session_id = any(array(select s.id
        from sessions s
        where s.user_id = $2
          and not s.is_deleted))
      and lower((t.presentation_name || coalesce(': ' || t.slide_title, ''))) like all (string_to_array(lower($1::text), E'\n'))
    order by t.created_at desc, t.id desc limit $3) page
    join slide_contents t on t.id = page.id
  cross
    join lateral (select (t.presentation_name || coalesce(': ' || t.slide_title, '')) as words offset 0) said) texts
where before is null or before < 2000000
order by "createdAt" desc, id desc;

-- 4 rows
select id, "sessionId", "createdAt", words, "pageSize"
from (select t.id, t.session_id as "sessionId",
    t.created_at as "createdAt",
    said.words, count(*) over ()::int as "pageSize",
  sum(octet_length(said.words)) over (order by t.created_at desc, t.id desc rows between unbounded preceding
      and 1 preceding) as before
  from (select t.id
    from storybooks t
    where t.session_id = any(array(select s.id
        from sessions s
        where s.user_id = $2
          and not s.is_deleted))
      and lower(t.name) like all (string_to_array(lower($1::text), E'\n'))
    order by t.created_at desc, t.id desc limit $3) page
    join storybooks t on t.id = page.id
  cross join lateral (select t.name as words offset 0) said) texts
where before is null or before < 2000000
order by "createdAt" desc, id desc;

-- 4 rows
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 4 rows
select t."id" as "id", t."id" as "$key" from slide_contents t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;

-- 4 rows
select t."id" as "id", t."id" as "$key" from storybooks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true;

-- 5 rows
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
