-- 1 row
select count(*)::int as "count" from purge_dead_letter t where true and t."resolved_at" is null;

-- 1 row
select count(*)::int as "count" from sar_intake t where true and t."closed_at" is null;

-- 1 row
select t."closed_at" as "closedAt",
  t."received_at" as "receivedAt",
  t."requesting_authority" as "requestingAuthority",
  t."retention_exception_detail" as "retentionExceptionDetail",
  t."retention_exception_kind" as "retentionExceptionKind",
  t."scope" as "scope",
  t."session_count_flagged" as "sessionCountFlagged",
  t."user_id" as "userId",
  t."verification_method" as "verificationMethod",
  t."verified_at" as "verifiedAt"
from sar_intake t
where t."closed_at" is null
order by t."received_at" desc, t."user_id" desc limit 20;

-- 1 row
select t."created_at" as "createdAt",
  t."error_message" as "errorMessage",
  t."id" as "id",
  t."provider" as "provider",
  t."resolved_at" as "resolvedAt",
  t."resolved_by" as "resolvedBy",
  t."resolved_note" as "resolvedNote",
  t."resource_id" as "resourceId",
  t."resource_kind" as "resourceKind",
  t."session_id" as "sessionId",
  t."user_id" as "userId"
from purge_dead_letter t
where t."resolved_at" is null
order by t."created_at" desc, t."id" desc limit 20;

-- 1 row
select t."email" as "email",
  t."id" as "id",
  (select jsonb_build_object('is_purging', one->'is_purging', 'is_purging_set_at', one->'is_purging_set_at')
  from to_jsonb(t) as one
  where one ?| array['is_purging', 'is_purging_set_at']) as "purging",
  t."id" as "$key"
from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;

-- 1 row
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[]) and (not t."is_deleted") is true;
