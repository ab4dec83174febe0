-- 1 row
select t."email" as "email",
  t."first_name" as "firstName",
  t."id" as "id",
  t."last_name" as "lastName",
  t."subscription_plan" as "subscriptionPlan"
from users t
where (((t."email" collate "default" ilike $1
        or t."first_name" collate "default" ilike $2
        or t."last_name" collate "default" ilike $3)
      and (t."email" collate "default" ilike $4
        or t."first_name" collate "default" ilike $5
        or t."last_name" collate "default" ilike $6))
    and (t."subscription_plan" = any($7::varchar[])
      or t."subscription_plan" is null)
    and t."is_active")
order by t."email", t."id" limit 20;
