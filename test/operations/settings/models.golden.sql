-- 7 rows
select t."base_url" as "baseUrl",
  t."config_type" as "configType",
  t."display_name" as "displayName",
  t."encrypted_api_key" is not null as "hasApiKey",
  t."base_url" is not null as "hasBaseUrl",
  t."id" as "id",
  t."is_active" as "isActive",
  t."is_default" as "isDefault",
  t."model_id" as "modelId",
  case when jsonb_typeof(t."pricing") = 'object' then jsonb_build_object('input_price_per_million', t."pricing"->>'input_price_per_million', 'output_price_per_million', t."pricing"->>'output_price_per_million', 'cache_write_price_per_million', t."pricing"->>'cache_write_price_per_million', 'cache_read_price_per_million', t."pricing"->>'cache_read_price_per_million', 'is_fallback', t."pricing"->>'is_fallback') end as "pricingTexts",
  t."provider" as "provider",
  t."user_id" as "userId"
from model_settings t
where (t."user_id" is null
    or t."user_id" = $1::uuid)
  and (t."user_id" is null
    or t."user_id" = $2::uuid)
order by t."config_type", t."created_at", t."id" limit 1001;

-- 1 row
select t."email" as "email",
  t."first_name" as "firstName",
  t."id" as "id",
  t."last_name" as "lastName",
  t."id" as "$key"
from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."id" = $2::uuid) is true;
