-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."is_public"
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t.content->>'agent_name' as "agentName",
    case when t.event_type = 'integration.testflight.log' then t.content end as "buildLog",
    case when t.event_type = 'agent.response' then t.content->'citations' end as "citations",
    case when t.event_type = 'agent.tool.confirmation' then t.content end as "confirmation",
    t."created_at" as "createdAt",
    t.content->>'delegated_from' as "delegatedFrom",
    coalesce(t.content->'deployment'->>'url', t.content->>'deployment_url') as "deploymentUrl",
    t.content->'vscode_url' as "editorUrl",
    t.content->>'error_code' as "errorCode",
    t."event_type" as "eventType",
    t."id" as "id",
    coalesce(t.content->>'is_sub_agent_event' = 'true', false) as "isOfSubAgent",
    coalesce(t.content->>'is_sub_agent_response' = 'true', false) as "isSubAgentResponse",
    case when t.event_type = 'plan.milestone.updated' then t.content end as "milestoneChange",
    t.content->>'origin' as "origin",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    t.content->>'parent_run_id' as "parentRunDatabaseId",
    case when t.event_type = 'plan.modification.options' then t.content end as "planOptions",
    t.content->>'run_status' as "runStatus",
    coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "text"
  from application_events t
  where t."session_id" = p.id and t."event_group" <> 'billing' and t."event_type" = any($2::varchar[])
  order by t."created_at", t."id" limit (select 50)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[]) and ((t."is_public" and not t."is_deleted")) is true;
