-- 32 rows
select 'everyone' as "key",
  grouping(t."model_id", date_trunc('month', t."created_at", 'UTC'), t."transaction_type") as "set",
  t."model_id" as "modelId",
  date_trunc('month', t."created_at", 'UTC') as "month",
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
where 'everyone' = any($1::text[])
  and t."created_at" >= $2::timestamptz
  and t."created_at" < $3::timestamptz
group by grouping sets ((), (t."model_id"), (date_trunc('month', t."created_at", 'UTC')), (date_trunc('month', t."created_at", 'UTC'), t."model_id"), (date_trunc('month', t."created_at", 'UTC'), t."transaction_type"));

-- 3 rows
select date_trunc('month', t."created_at", 'UTC') as "start",
t."currency" as "currency", t."status" as "status",
sum(t."amount")::text as "amount", count(*)::int as "payments"
from billing_transactions t
where t."created_at" >= $1::timestamptz and t."created_at" < $2::timestamptz
and t."amount" is not null and t."currency" is not null
group by 1, 2, 3 order by 1, 2, 3;

-- 4 rows
select k.key, s.* from unnest($1::text[]) k(key) cross join lateral (
  select t."session_id" as "sessionId",
    max(t."created_at") as "lastActivityAt",
    (-sum(t."amount"))::text as "spent",
  coalesce(-sum(t."amount") filter (where not t."credit_type" = 'bonus'), 0.000000)::text as "spentRegular",
  coalesce(-sum(t."amount") filter (where t."credit_type" = 'bonus'), 0.000000)::text as "spentBonus",
    count(*)::int as "entries"
  from credit_transactions t
  where t."created_at" >= $2::timestamptz and t."created_at" < $3::timestamptz
  and t."amount" < 0 and t."session_id" is not null
  group by t."session_id"
  order by max(t."created_at") desc, t."session_id" desc limit 4 offset $4::int) s;

-- 1 row
select k.key, s.count from unnest($1::text[]) k(key) cross join lateral (
  select count(distinct t."session_id")::int as count from credit_transactions t
  where t."created_at" >= $2::timestamptz and t."created_at" < $3::timestamptz
  and t."amount" < 0 and t."session_id" is not null) s;

-- 1 row
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;

-- 3 rows
select t."id" as "id", t."name" as "name", t."user_id" as "userId", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[]) and (not t."is_deleted") is true;
