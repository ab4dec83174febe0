-- 11 rows
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
  join lateral (select t."content" as "content",
    t."created_at" as "createdAt",
    t."file_ids" as "fileIds",
    t."finish_reason" as "finishReason",
    t."id" as "id",
    t."is_finished" as "isFinished",
    t."metadata" as "metadata",
    t."model" as "model",
    t."parent_message_id" as "parentMessageId",
    t."role" as "role",
    t."tokens" as "tokens",
    t."tools" as "tools",
    t."usage" as "usage"
  from chat_messages t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 51)) t;

-- 2 rows
select t."content_type" as "contentType",
  t."file_name" as "fileName",
  t."file_size" as "fileSize",
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

-- 2 rows
select t."id" as "id", t."id" as "$key" from chat_messages t
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
