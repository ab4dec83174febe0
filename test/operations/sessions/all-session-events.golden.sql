-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join application_events t on t."session_id" = p.id
where (exists (select
    from sessions in_sessions
    where in_sessions."id" = p.id
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted") offset 0)) is true
  and (t."event_group" <> 'billing'
    or exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $3::uuid
        and not in_sessions."is_deleted") offset 0))
  and true group by p.id;

-- 42 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and ((in_sessions."user_id" = $2::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."content" as "content",
    length(t.content::text) as "contentSize",
    t."created_at" as "createdAt",
    t."event_group" as "eventGroup",
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    case when t.event_type = 'session.user_message'
    and jsonb_typeof(t.content->'files_metadata') = 'array'
  then (select string_agg(a.id::text, ' ') from jsonb_array_elements(t.content->'files_metadata') f
    join user_assets a on a.id = case when (f->>'id') ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (f->>'id')::uuid end
      and a.is_public
    where exists (select
      from session_assets l
      where l.asset_id = a.id
        and l.session_id = t.session_id)) end as "sharedFiles"
  from application_events t
  where t."session_id" = p.id
    and (t."event_group" <> 'billing'
      or exists (select
      from sessions in_sessions
      where in_sessions."id" = t."session_id"
        and (in_sessions."user_id" = $3::uuid
          and not in_sessions."is_deleted") offset 0))
  order by t."created_at" desc, t."id" desc limit (select 60)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 1 row
select t."signed_url" as "signedUrl",
  t."signed_url_expires_at" as "signedUrlExpiresAt",
  t."id" as "$key"
from user_assets t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      or (t."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted"))))) is true;
