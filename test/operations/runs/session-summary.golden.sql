-- 1 row
select t."agent_run_id" as "agentRunId",
  t."content" as "content",
  t."id" as "id",
  t."metrics" as "metrics",
  t."session_id" as "sessionId",
  t."topics" as "topics",
  t."version" as "version",
  t."session_id" as "$key"
from session_summaries t
where t."session_id" = any((select $1::varchar[])::varchar[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = case when t."session_id" ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then t."session_id"::uuid end
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 1 row
select t."id" as "id", t."model_id" as "modelId", t."id" as "$key" from agent_run_messages t
where t."id" = any((select $1::bigint[])::bigint[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;
