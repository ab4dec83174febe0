-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join sessions t on t."model_setting_id" = p.id
where true
  and ((((t."user_id" = $2::uuid
          or t."is_public")
        and not t."is_deleted")
      and t."user_id" = $3::uuid)) is true
  and true group by p.id;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."base_url" as "baseUrl",
    t."config_type" as "configType",
    t."created_at" as "createdAt",
    t."display_name" as "displayName",
    t."encrypted_api_key" is not null as "hasApiKey",
    t."base_url" is not null as "hasBaseUrl",
    t."id" as "id",
    t."is_active" as "isActive",
    t."is_default" as "isDefault",
    case when jsonb_typeof(t."params") = 'object' then jsonb_build_object('max_retries', t."params"->'max_retries', 'max_message_chars', t."params"->'max_message_chars', 'temperature', t."params"->'temperature', 'thinking_tokens', t."params"->'thinking_tokens', 'api_type', t."params"->'api_type', 'vertex_region', t."params"->'vertex_region', 'vertex_project_id', t."params"->'vertex_project_id', 'azure_endpoint', t."params"->'azure_endpoint', 'azure_api_version', t."params"->'azure_api_version', 'cot_model', t."params"->'cot_model') end as "knownParams",
    t."model_id" as "modelId",
    case when jsonb_typeof(t."pricing") = 'object' then jsonb_build_object('input_price_per_million', t."pricing"->>'input_price_per_million', 'output_price_per_million', t."pricing"->>'output_price_per_million', 'cache_write_price_per_million', t."pricing"->>'cache_write_price_per_million', 'cache_read_price_per_million', t."pricing"->>'cache_read_price_per_million', 'is_fallback', t."pricing"->>'is_fallback') end as "pricingTexts",
    t."provider" as "provider",
    t."updated_at" as "updatedAt",
    t."user_id" as "userId"
  from model_settings t
  where t."user_id" = p.id and (t."user_id" is null or t."user_id" = $2::uuid)
  order by t."created_at", t."id" limit (select 10)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name"
  from sessions t
  where t."model_setting_id" = p.id
    and ((((t."user_id" = $2::uuid
            or t."is_public")
          and not t."is_deleted")
        and t."user_id" = $3::uuid)) is true
  order by t."created_at" desc, t."id" desc limit (select 3)) t;
