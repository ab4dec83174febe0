-- 1 row
select count(*)::int as "count" from users t where true and true;

-- 4 rows
select t."billing_status" as "billingStatus",
  t."id" as "id",
  (t."credits" + t."bonus_credits") as "total",
  t."user_id" as "$key"
from credit_balances t
where t."user_id" = any((select $1::uuid[])::uuid[]) and true;

-- 5 rows
select t."created_at" as "createdAt",
  t."email" as "email",
  t."first_name" as "firstName",
  t."id" as "id",
  t."is_active" as "isActive",
  t."last_login_at" as "lastLoginAt",
  t."last_name" as "lastName",
  t."login_provider" as "loginProvider",
  t."role" as "role",
  t."subscription_plan" as "subscriptionPlan"
from users t
order by coalesce(t."last_login_at", '-infinity'::timestamptz) desc, t."id" desc limit 5;
