-- 1 row
select t."billing_status" as "billingStatus",
  t."billing_status_reason" as "billingStatusReason",
  t."billing_status_updated_at" as "billingStatusUpdatedAt",
  t."bonus_credits" as "bonusCredits",
  t."credits" as "credits",
  t."id" as "id",
  (t."credits" + t."bonus_credits") as "total",
  t."updated_at" as "updatedAt",
  t."version" as "version",
  t."user_id" as "$key"
from credit_balances t
where t."user_id" = any((select $1::uuid[])::uuid[]) and (t."user_id" = $2::uuid) is true;
