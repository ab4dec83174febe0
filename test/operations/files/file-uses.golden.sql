-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join (user_assets l join chat_messages t on t.file_ids @> array[l.id] and t.file_ids <> '{}'
  and exists (select
    from sessions own
    where own.id = t.session_id
      and own.user_id = l.user_id)) on l."id" = p.id
where true
  and exists (select
  from sessions in_sessions
  where in_sessions."id" = t."session_id"
    and ((in_sessions."user_id" = $2::uuid
        or in_sessions."is_public")
      and not in_sessions."is_deleted"))
  and true group by p.id;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."file_ids" as "fileIds",
    t."id" as "id",
    (select owner.user_id::text
    from sessions owner
    where owner.id = t."session_id") as "owners",
    (select left(p.part->>'text', 600)
    from jsonb_array_elements(case jsonb_typeof(t.content) when 'array' then t.content
      when 'object' then case jsonb_typeof(t.content->'parts') when 'array' then t.content->'parts' end end) with ordinality p(part, n)
    where p.part->>'type' = 'text'
      and jsonb_typeof(p.part->'text') = 'string'
    order by p.n limit 1) as "preview",
    t."role" as "role",
    t."session_id" as "sessionId"
  from user_assets l
    join chat_messages t on t.file_ids @> array[l.id]
    and t.file_ids <> '{}'
  and exists (select from sessions own where own.id = t.session_id and own.user_id = l.user_id)
  where l."id" = p.id
    and exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and ((in_sessions."user_id" = $2::uuid
          or in_sessions."is_public")
        and not in_sessions."is_deleted"))
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name"
  from session_assets l
    join sessions t on t."id" = l."session_id"
  where l."asset_id" = p.id and ((t."user_id" = $2::uuid or t."is_public") and not t."is_deleted")
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

-- 2 rows
select t."file_name" as "fileName", t."id" as "id", t."id" as "$key" from user_assets t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      or (t."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted"))))) is true;

-- 1 row
select t."file_name" as "fileName",
  t."id" as "id",
  t."signed_url" as "signedUrl",
  t."signed_url_expires_at" as "signedUrlExpiresAt",
  t."upload_status" as "uploadStatus",
  t."user_id" as "userId",
  t."id" as "$key"
from user_assets t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      or (t."is_public"
        and exists (select
        from session_assets link
          join sessions shared on shared."id" = link."session_id"
        where link."asset_id" = t."id" and (shared."is_public" and not shared."is_deleted"))))) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
