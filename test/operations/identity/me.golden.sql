-- 1 row
select t."avatar" as "avatar",
  t."created_at" as "createdAt",
  t."email" as "email",
  t."email_verified" as "emailVerified",
  t."first_name" as "firstName",
  t."id" as "id",
  t."language" as "language",
  t."last_login_at" as "lastLoginAt",
  t."last_name" as "lastName",
  t."login_provider" as "loginProvider",
  t."organization" as "organization",
  t."role" as "role",
  t."subscription_billing_cycle" as "subscriptionBillingCycle",
  t."subscription_current_period_end" as "subscriptionCurrentPeriodEnd",
  t."subscription_plan" as "subscriptionPlan",
  t."subscription_status" as "subscriptionStatus",
  t."id" as "$key"
from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."id" = $2::uuid) is true;

-- 1 row
select t."billing_status" as "billingStatus",
  t."billing_status_reason" as "billingStatusReason",
  t."bonus_credits" as "bonusCredits",
  t."credits" as "credits",
  t."id" as "id",
  (t."credits" + t."bonus_credits") as "total",
  t."updated_at" as "updatedAt",
  t."user_id" as "$key"
from credit_balances t
where t."user_id" = any((select $1::uuid[])::uuid[]) and (t."user_id" = $2::uuid) is true;
