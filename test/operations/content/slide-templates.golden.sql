-- 1 row
select count(*)::int as "count"
from slide_templates t
where true
  and t."slide_template_name" collate "default" ilike $1;

-- 3 rows
select t."created_at" as "createdAt",
  t."id" as "id",
  t."slide_template_images" as "slideTemplateImages",
  t."slide_template_name" as "slideTemplateName",
  t."updated_at" as "updatedAt"
from slide_templates t
where t."slide_template_name" collate "default" ilike $1
order by t."created_at" desc, t."id" desc limit 3;
