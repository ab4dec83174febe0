-- 23 rows
select t."user_id" as "key",
  grouping(date_trunc('day', t."created_at", 'UTC'), t."transaction_type") as "set",
  date_trunc('day', t."created_at", 'UTC') as "day",
  t."transaction_type" as "transactionType",
  count(*)::text as "entries",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and true), 0.000000)::text as "spent",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and t."credit_type" <> 'bonus'), 0.000000)::text as "spentRegular",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and t."credit_type" = 'bonus'), 0.000000)::text as "spentBonus",
  coalesce(sum(t."amount") filter (where t."amount" > 0), 0.000000)::text as "granted"
from credit_transactions t
where t."user_id" = any($1::uuid[])
  and t."created_at" >= $2::timestamptz
  and t."created_at" < $3::timestamptz
group by grouping sets ((t."user_id", date_trunc('day', t."created_at", 'UTC')), (t."user_id", date_trunc('day', t."created_at", 'UTC'), t."transaction_type"));
