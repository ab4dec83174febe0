-- 1 row
select count(*)::int as "count" from media_templates t where true and true;

-- 1 row
select count(*)::int as "count" from slide_templates t where true and true;

-- 3 rows
select t."created_at" as "createdAt",
  t."id" as "id",
  t."name" as "name",
  t."prompt" as "prompt",
  t."updated_at" as "updatedAt"
from media_templates t
order by t."created_at", t."name", t."id" limit 3;

-- 2 rows
select t."created_at" as "createdAt",
  t."id" as "id",
  t."slide_template_name" as "slideTemplateName",
  t."updated_at" as "updatedAt"
from slide_templates t
order by t."created_at" desc, t."id" desc limit 2;
