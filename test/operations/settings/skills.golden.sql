-- 2 rows
select t."allowed_tools" as "allowedTools",
  t."compatibility" as "compatibility",
  t."created_at" as "createdAt",
  t."description" as "description",
  t."id" as "id",
  t."is_enabled" as "isEnabled",
  t."license" as "license",
  t."name" as "name",
  t."source" as "source",
  t."source_url" as "sourceUrl",
  t."updated_at" as "updatedAt",
  t."user_id" as "userId"
from skills t
where (t."user_id" is null
    or t."user_id" = $1::uuid)
  and (t."user_id" = $2::uuid
    and t."source" <> all($3::varchar[]))
order by t."name", t."id" limit 1001;

-- 3 rows
select t."allowed_tools" as "allowedTools",
  t."compatibility" as "compatibility",
  t."created_at" as "createdAt",
  t."description" as "description",
  t."id" as "id",
  t."is_enabled" as "isEnabled",
  t."license" as "license",
  t."name" as "name",
  t."source" as "source",
  t."source_url" as "sourceUrl",
  t."updated_at" as "updatedAt",
  t."user_id" as "userId"
from skills t
where (t."user_id" is null or t."user_id" = $1::uuid) and t."user_id" is null
order by t."name", t."id" limit 1001;

-- 1 row
select t."name" as name from skills t
where t."user_id" = $1::uuid
  and t."source" = 'builtin'
  and not t."is_enabled"
  and t."name" = any($2::varchar[]);
