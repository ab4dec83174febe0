-- 1 row
select t."deleted_at" as "deletedAt",
  t."id" as "id",
  t."name" as "name",
  t."updated_at" as "updatedAt"
from projects t
where t."deleted_at" is not null
order by t."updated_at" desc, t."id" desc limit 20;
