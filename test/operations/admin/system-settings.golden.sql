-- 1 row
select count(*)::int as "count" from model_settings t where true and t."user_id" is null;

-- 1 row
select count(*)::int as "count" from skills t where true and t."user_id" is null;

-- 4 rows
select t."created_at" as "createdAt",
  t."display_name" as "displayName",
  t."encrypted_api_key" is not null as "hasApiKey",
  t."id" as "id",
  t."is_active" as "isActive",
  t."is_default" as "isDefault",
  t."model_id" as "modelId",
  t."provider" as "provider"
from model_settings t
where t."user_id" is null
order by t."created_at", t."id" limit 20;

-- 3 rows
select t."id" as "id",
  t."is_enabled" as "isEnabled",
  t."license" as "license",
  t."name" as "name"
from skills t
where t."user_id" is null
order by t."name", t."id" limit 20;
