-- 1 row
select t."email" as "email",
  t."first_name" as "firstName",
  t."id" as "id",
  t."last_name" as "lastName",
  t."subscription_plan" as "subscriptionPlan"
from users t
where (((t."email" ilike $1
        or t."first_name" ilike $2
        or t."last_name" ilike $3)
      and (t."email" ilike $4
        or t."first_name" ilike $5
        or t."last_name" ilike $6))
    and (t."subscription_plan" = any($7::varchar[])
      or t."subscription_plan" is null)
    and t."is_active")
order by t."email", t."id" limit 20;
