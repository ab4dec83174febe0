-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select coalesce(t."metadata"->>'model', t."mcp_config"->>'model') as "codingModel",
    t."created_at" as "createdAt",
    coalesce(t."metadata"->'auth_json' <> 'null', false) as "hasCredentials",
    t."id" as "id",
    t."is_active" as "isActive",
    coalesce(t."metadata"->>'search', t."mcp_config"->>'search') as "isSearchEnabled",
    coalesce(t."metadata"->>'model_reasoning_effort', t."mcp_config"->>'model_reasoning_effort') as "reasoningEffort",
    case when jsonb_typeof(t."mcp_config"->'mcpServers') = 'object' then (
    select jsonb_object_agg(s.key, s.value->>'url')
    from jsonb_each(t."mcp_config"->'mcpServers') s) end as "servers",
    t."metadata"->>'tool_type' as "toolType",
    t."metadata"->>'toolkit_name' as "toolkitName",
    t."updated_at" as "updatedAt"
  from mcp_settings t
  where t."user_id" = p.id and t."user_id" = $2::uuid
  order by t."created_at" desc, t."id" desc limit (select 1001)) t;
