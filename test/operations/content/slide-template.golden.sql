-- 1 row
select t."id" as "id",
  t."slide_content" as "slideContent",
  t."slide_template_name" as "slideTemplateName",
  t."id" as "$key"
from slide_templates t
where t."id" = any((select $1::uuid[])::uuid[]) and true;
