-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join user_agents t on t."user_id" = p.id
where true
  and t."user_id" = $2::uuid
  and t."is_active" group by p.id;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."agent_name" as "agentName",
    t."connector_config" as "connectorConfig",
    t."connector_mode" as "connectorMode",
    t."created_at" as "createdAt",
    t."id" as "id",
    t."is_active" as "isActive",
    t."model_id" as "modelId",
    t.user_id::text as "owners",
    t."skill_config" as "skillConfig",
    t."skill_mode" as "skillMode",
    t."system_prompt" as "systemPrompt",
    t."tag" as "tag",
    t."tool_args" as "toolArgs",
    t."updated_at" as "updatedAt"
  from user_agents t
  where t."user_id" = p.id and t."user_id" = $2::uuid and t."is_active"
  order by t."created_at" desc, t."id" desc limit (select 20)) t;
